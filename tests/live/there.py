"""Answers of an account that is just as a platform says, as far as moto cannot be made to hold it."""

from typing import Any

from generator.live.comparison.declared import Declared
from generator.platform.network.addresses import subnet_zone, subnets, vpc_networks
from generator.platform.network.adopted import subnet_id
from generator.platform.types.platform import Platform
from tests.live.modelled import Said

Answers = dict[tuple[str, str], Any]
VPC, CLUSTER_GROUP = "vpc-0123456789abcdef0", "sg-00000000"


def there(platform: Platform, more: Answers | None = None) -> Said:
    """The cluster, the VPC, its subnets and its security groups; and more answers."""
    known = {
        ("ec2", "describe_security_groups"): {"SecurityGroups": _groups(platform)},
        ("ec2", "describe_subnets"): {"Subnets": _subnets(platform)},
        ("ec2", "describe_vpcs"): {"Vpcs": [_vpc(platform)]},
        ("eks", "describe_cluster"): {"cluster": _cluster(platform)},
        ("kms", "list_aliases"): {"Aliases": _aliases(platform)},
    }
    return Said(known | (more or {}))


def subnet(name: str) -> str:
    """The id of a subnet by its name in the file."""
    return f"subnet-{name}"


def group(label: str) -> str:
    """The id of a security group of ours by its label."""
    return f"sg-{label}"


def key(label: str) -> str:
    """The ARN of a key of ours by its label."""
    return f"arn:aws:kms:eu-west-1:111122223333:key/{label}"


def _cluster(platform: Platform) -> dict[str, Any]:
    config = {
        "vpcId": platform.vpc.id or VPC,
        "clusterSecurityGroupId": CLUSTER_GROUP,
        "endpointPrivateAccess": True,
        "endpointPublicAccess": False,
        "subnetIds": [subnet(item.name) for item in subnets(platform) if item.tier == platform.cluster.subnets],
    }
    return {"name": platform.name, "resourcesVpcConfig": config}


def _vpc(platform: Platform) -> dict[str, Any]:
    primary, *_ = cidrs = [str(network) for network in vpc_networks(platform)]
    blocks = [{"CidrBlock": cidr, "CidrBlockState": {"State": "associated"}} for cidr in cidrs]
    return {"VpcId": platform.vpc.id or VPC, "CidrBlock": primary, "CidrBlockAssociationSet": blocks}


def _subnets(platform: Platform) -> list[dict[str, Any]]:
    return [
        {
            "SubnetId": subnet_id(platform, item) or subnet(item.name),
            "CidrBlock": str(item.cidr),
            "AvailabilityZone": subnet_zone(platform, item),
            "Tags": [{"Key": "Name", "Value": f"{platform.name}-{item.name}"}],
        }
        for item in subnets(platform)
    ]


def _groups(platform: Platform) -> list[dict[str, Any]]:
    ours = Declared(platform).of("aws_security_group").items()
    return [{"GroupId": group(label), "GroupName": body["name"]} for label, body in ours]


def _aliases(platform: Platform) -> list[dict[str, str]]:
    ours = Declared(platform).of("aws_kms_alias").items()
    return [{"AliasName": body["name"], "TargetKeyId": label} for label, body in ours]
