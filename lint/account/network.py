"""The VPC and the subnets of a platform as they are, and who holds addresses there."""

from typing import Any

from generator.platform.network.addresses import Subnet, subnets
from generator.platform.network.adopted import adopts, subnet_id
from generator.platform.nodes.fargate import profiles
from generator.platform.nodes.max_pods import PREFIX
from generator.platform.types.platform import Platform
from lint.account.instances import is_own, running
from lint.reader import Reader

Thing = dict[str, Any]

_OF_THE_VPC = {"nat_gateway", "vpc_endpoint", "network_load_balancer", "gateway_load_balancer"}
"""Kinds of interface of what lies in a VPC of ours and nobody else makes there.
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkInterface.html"""


def name_tag(thing: Thing) -> str:
    """What a thing is called in the console; empty where nobody said."""
    return tags(thing).get("Name", "")


def tags(thing: Thing) -> dict[str, str]:
    """The tags of a thing of EC2."""
    return {tag["Key"]: tag["Value"] for tag in thing.get("Tags") or []}


def vpcs(aws: Reader) -> list[Thing]:
    """All VPCs of the region, also those that others share with the account."""
    found: list[Thing] = aws.read("ec2", "describe_vpcs")["Vpcs"]
    return found


def cidrs(vpc: Thing) -> list[str]:
    """The IPv4 CIDRs of a VPC, the primary first."""
    associations = vpc.get("CidrBlockAssociationSet") or []
    more = [each["CidrBlock"] for each in associations if each["CidrBlockState"]["State"] == "associated"]
    return list(dict.fromkeys([vpc["CidrBlock"], *more]))


def own_vpc(platform: Platform, aws: Reader) -> Thing | None:
    """The platform's VPC: the adopted one, or that with our name and primary CIDR; None while there is none."""

    def is_ours(vpc: Thing) -> bool:
        if platform.vpc.id is not None:
            return bool(vpc["VpcId"] == platform.vpc.id)
        return name_tag(vpc) == platform.name and vpc["CidrBlock"] == platform.vpc.cidr

    return next(filter(is_ours, vpcs(aws)), None)


def own_subnets(platform: Platform, aws: Reader) -> list[tuple[Subnet, Thing]]:
    """The platform's subnets that are there, by tier and zone: the adopted ones by id, ours by their name."""
    vpc = own_vpc(platform, aws)
    if vpc is None:
        return []
    answer = aws.read("ec2", "describe_subnets", Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])
    by_id = {each["SubnetId"]: each for each in answer["Subnets"]}
    by_name = {name_tag(each): each for each in answer["Subnets"]}
    found = (
        (item, by_id.get(id_) if (id_ := subnet_id(platform, item)) else by_name.get(f"{platform.name}-{item.name}"))
        for item in subnets(platform)
    )
    return [(item, there) for item, there in found if there is not None]


def interfaces(aws: Reader) -> list[Thing]:
    """All network interfaces of the region."""
    found: list[Thing] = aws.read("ec2", "describe_network_interfaces")["NetworkInterfaces"]
    return found


def is_own_interface(platform: Platform, interface: Thing, instances: set[str]) -> bool:
    """Whether an interface is the cluster's: of its nodes, its pods, the control plane, or what a VPC of ours has."""
    said = {tag["Key"]: tag["Value"] for tag in interface.get("TagSet") or []}
    if platform.name in {said.get("cluster.k8s.amazonaws.com/name"), said.get("eks:eks-cluster-name")}:
        return True
    if f"kubernetes.io/cluster/{platform.name}" in said or interface["Description"] == f"Amazon EKS {platform.name}":
        return True
    if (interface.get("Attachment") or {}).get("InstanceId") in instances:
        return True
    if profiles(platform) and interface.get("RequesterManaged"):
        return True  # it may be that of a pod on Fargate, which says of no cluster
    balancer = interface["Description"].startswith("ELB ")
    return not adopts(platform) and (interface.get("InterfaceType") in _OF_THE_VPC or balancer)


def own_instances(platform: Platform, aws: Reader) -> set[str]:
    """The ids of the cluster's instances."""
    return {each["InstanceId"] for each in running(aws) if is_own(platform, each)}


def taken_by_others(platform: Platform, aws: Reader) -> dict[tuple[str, str], int]:
    """Addresses that others hold, of every subnet that is there, by tier and zone."""
    there = own_subnets(platform, aws)
    if not there:
        return {}
    instances = own_instances(platform, aws)
    held: dict[str, int] = {}
    for interface in interfaces(aws):
        if not is_own_interface(platform, interface, instances):
            held[interface["SubnetId"]] = held.get(interface["SubnetId"], 0) + _addresses(interface)
    return {(item.tier, item.zone): held.get(subnet["SubnetId"], 0) for item, subnet in there}


def _addresses(interface: Thing) -> int:
    return len(interface.get("PrivateIpAddresses") or []) + PREFIX * len(interface.get("Ipv4Prefixes") or [])
