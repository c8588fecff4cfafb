"""NAT gateways by zone: the platform's, and all."""

from collections import Counter

from generator.platform.network.addresses import zone_name
from generator.platform.network.placement import nat_zones
from generator.platform.types.platform import Platform
from lint.account.network import Thing, own_vpc
from lint.reader import Reader

_STATES = [{"Name": "state", "Values": ["pending", "available"]}]


def nat_gateways(aws: Reader) -> list[Thing]:
    """All NAT gateways of the region that are there, or come."""
    found: list[Thing] = aws.read("ec2", "describe_nat_gateways", Filter=_STATES)["NatGateways"]
    return found


def zone_of(aws: Reader, gateway: Thing) -> str | None:
    """The full name of the zone that a NAT gateway lies in; None of a regional one."""
    subnets = aws.read("ec2", "describe_subnets")["Subnets"]
    return next((each["AvailabilityZone"] for each in subnets if each["SubnetId"] == gateway.get("SubnetId")), None)


def missing(platform: Platform, aws: Reader) -> Counter[str]:
    """How many NAT gateways of ours are not there yet, by the full name of their zone."""
    wanted = Counter(zone_name(platform, zone) for zone in nat_zones(platform))
    vpc = own_vpc(platform, aws) if wanted else None
    if vpc is None:
        return wanted
    there = (zone_of(aws, each) for each in nat_gateways(aws) if each["VpcId"] == vpc["VpcId"])
    return wanted - Counter(zone for zone in there if zone)
