"""Node groups, changed by hand."""

from tests.live.by_hand.hands import CLUSTER, Hands, change


@change
def _scaling(hands: Hands) -> None:
    """
    nodes.groups.general.scaling.min: declared 3, in AWS 1
    nodes.groups.general.scaling.max: declared 12, in AWS 40
    """
    hands.group["scalingConfig"] = {"minSize": 1, "maxSize": 40, "desiredSize": 7}


@change
def _labels(hands: Hands) -> None:
    """
    nodes.groups.general.labels.workload: declared general, in AWS special
    nodes.groups.general.labels.extra: declared nothing, in AWS label
    """
    hands.group["labels"] = {"workload": "special", "extra": "label"}


@change
def _taint(hands: Hands) -> None:
    """nodes.groups.general.taints.dedicated: declared nothing, in AWS "gpu:NO_SCHEDULE" """
    hands.group["taints"] = [{"key": "dedicated", "value": "gpu", "effect": "NO_SCHEDULE"}]


@change
def _update(hands: Hands) -> None:
    """
    nodes.groups.general.update.maxUnavailable: declared "33%", in AWS 1
    nodes.groups.general.update.strategy: declared default, in AWS minimal
    """
    hands.group["updateConfig"] = {"maxUnavailable": 1, "updateStrategy": "MINIMAL"}


@change
def _repair(hands: Hands) -> None:
    """
    nodes.groups.general.repair: declared true, in AWS false
    nodes.groups.general.repair.maxParallel: declared nothing, in AWS 5
    """
    hands.group["nodeRepairConfig"] = {"enabled": False, "maxParallelNodesRepairedCount": 5}


@change
def _group_version(hands: Hands) -> None:
    """nodes.groups.general.version: declared "1.36", in AWS "1.34" """
    hands.group["version"] = "1.34"


@change
def _bought(hands: Hands) -> None:
    """
    nodes.groups.general.ami: declared AL2023_ARM_64_STANDARD, in AWS BOTTLEROCKET_ARM_64
    nodes.groups.general.capacity: declared onDemand, in AWS spot
    nodes.groups.general.instanceTypes: declared [m7g.xlarge], in AWS [m7g.large]
    """
    hands.group.update({"capacityType": "SPOT", "instanceTypes": ["m7g.large"], "amiType": "BOTTLEROCKET_ARM_64"})


@change
def _group_subnets(hands: Hands) -> None:
    """nodes.groups.general.subnets: declared [private-a, private-b, private-c], in AWS [private-a]"""
    hands.group["subnets"] = [hands.subnet("private-a")]


@change
def _another_group(hands: Hands) -> None:
    """nodes.groups.by-hand: declared nothing, in AWS by-hand; node group"""
    hands.aws.eks.things[f"{CLUSTER}/node-groups/by-hand"] = {**hands.group, "nodegroupName": "by-hand"}


@change
def _template(hands: Hands) -> None:
    """
    nodes.groups.general.disk.size: declared 80, in AWS 20; volume /dev/xvda
    nodes.groups.general.disk: declared true, in AWS false; encryption of /dev/xvda
    nodes.groups.general.metadata.hopLimit: declared 1, in AWS 2
    nodes.groups.general.metadata: declared required, in AWS optional; HttpTokens
    nodes.groups.general.monitoring: declared false, in AWS true
    nodes.groups.general.imageId: declared nothing, in AWS ami-0123456789abcdef0
    nodes.groups.general.access.ssh.keyPair: declared nothing, in AWS somebody
    nodes.groups.general.securityGroups: declared [], in AWS [sg-ID]
    """
    ebs = {"VolumeSize": 20, "VolumeType": "gp3", "Encrypted": False}
    data = {
        "BlockDeviceMappings": [{"DeviceName": "/dev/xvda", "Ebs": ebs}],
        "MetadataOptions": {"HttpTokens": "optional", "HttpPutResponseHopLimit": 2, "HttpEndpoint": "enabled"},
        "Monitoring": {"Enabled": True},
        "ImageId": "ami-0123456789abcdef0",
        "KeyName": "somebody",
        "SecurityGroupIds": ["sg-0123456789abcdef0"],
    }
    (old,) = hands.ec2.describe_launch_template_versions(LaunchTemplateName="shop-general", Versions=["$Latest"])[
        "LaunchTemplateVersions"
    ]
    kept = {"TagSpecifications": old["LaunchTemplateData"]["TagSpecifications"]}
    hands.ec2.create_launch_template_version(LaunchTemplateName="shop-general", LaunchTemplateData=data | kept)
