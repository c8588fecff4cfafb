"""The control plane, changed by hand."""

from tests.live.by_hand.hands import Hands, change


@change
def _version(hands: Hands) -> None:
    """cluster.version: declared "1.36", in AWS "1.35" """
    hands.cluster["version"] = "1.35"


@change
def _private(hands: Hands) -> None:
    """cluster.endpoint.private: declared true, in AWS false"""
    hands.cluster["resourcesVpcConfig"]["endpointPrivateAccess"] = False


@change
def _public_cidrs(hands: Hands) -> None:
    """cluster.endpoint.publicCidrs: declared ["203.0.113.0/24"], in AWS ["0.0.0.0/0"]"""
    hands.cluster["resourcesVpcConfig"]["publicAccessCidrs"] = ["0.0.0.0/0"]


@change
def _support(hands: Hands) -> None:
    """cluster.supportType: declared standard, in AWS extended"""
    hands.cluster["upgradePolicy"] = {"supportType": "EXTENDED"}


@change
def _log_types(hands: Hands) -> None:
    """cluster.logs.types: declared [api, audit, authenticator, controllerManager, scheduler], in AWS [api]"""
    hands.cluster["logging"] = {"clusterLogging": [{"types": ["api"], "enabled": True}]}


@change
def _key(hands: Hands) -> None:
    """cluster.secretsEncryption: declared true, in AWS "arn:aws:kms:eu-west-1:111122223333:key/other" """
    hands.cluster["encryptionConfig"][0]["provider"]["keyArn"] = "arn:aws:kms:eu-west-1:111122223333:key/other"


@change
def _mode(hands: Hands) -> None:
    """cluster.access: declared API, in AWS API_AND_CONFIG_MAP; authentication mode"""
    hands.cluster["accessConfig"]["authenticationMode"] = "API_AND_CONFIG_MAP"


@change
def _services(hands: Hands) -> None:
    """cluster.serviceCidr: declared "172.20.0.0/16", in AWS "10.100.0.0/16" """
    hands.cluster["kubernetesNetworkConfig"]["serviceIpv4Cidr"] = "10.100.0.0/16"


@change
def _cluster_subnets(hands: Hands) -> None:
    """cluster.subnets: declared [control-a, control-b, control-c], in AWS [control-a, control-b, data-c]"""
    ids = [hands.subnet(name) for name in ("control-a", "control-b", "data-c")]
    hands.cluster["resourcesVpcConfig"]["subnetIds"] = ids


@change
def _cluster_groups(hands: Hands) -> None:
    """cluster.securityGroups: declared [], in AWS [sg-ID]"""
    hands.cluster["resourcesVpcConfig"]["securityGroupIds"] = ["sg-0123456789abcdef0"]


@change
def _cluster_role(hands: Hands) -> None:
    """cluster: declared "arn:aws:iam::111122223333:role/shop-cluster", in AWS "arn:aws:iam::111122223333:role/Other"; \
the control plane's role"""
    hands.cluster["roleArn"] = "arn:aws:iam::111122223333:role/Other"


@change
def _cluster_tag(hands: Hands) -> None:
    """cluster.tags.team: declared nothing, in AWS night-shift; the cluster"""
    hands.cluster["tags"]["team"] = "night-shift"


@change
def _common_tag(hands: Hands) -> None:
    """tags.owner: declared platform-team, in AWS nobody; the cluster"""
    hands.cluster["tags"]["owner"] = "nobody"


@change
def _tier(hands: Hands) -> None:
    """cluster.scalingTier: declared standard, in AWS tier-xl"""
    hands.cluster["controlPlaneScalingConfig"] = {"tier": "tier-xl"}


@change
def _egress(hands: Hands) -> None:
    """cluster.egressMode: declared AWS_MANAGED, in AWS CUSTOMER_ROUTED"""
    hands.cluster["resourcesVpcConfig"]["controlPlaneEgressMode"] = "CUSTOMER_ROUTED"


@change
def _auto_mode(hands: Hands) -> None:
    """nodes.autoMode.enabled: declared false, in AWS true"""
    hands.cluster["computeConfig"] = {"enabled": True, "nodePools": ["system"]}
