from collections.abc import Iterator

from generator.platform.network.addresses import network, subnet_zone, subnets, vpc_networks
from generator.platform.network.adopted import adopts, subnet_id
from generator.platform.types.platform import Platform
from generator.platform.types.subnets import SubnetTier
from generator.platform.violation import Violation
from lint.account.network import Thing, cidrs, own_vpc
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-043", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html")
def adopted_network_differs(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """The VPC, a subnet or a route table that is adopted is not there, or is not as it is said to be.

    All arithmetic of addresses goes by what platform.yaml says of an adopted network.
    """
    if not adopts(platform):
        return
    vpc = own_vpc(platform, aws)
    if vpc is None:
        message = f"account {platform.account} has no {platform.vpc.id} in {platform.region}, nor is it shared with it"
        yield Violation(platform.vpc, "id", message)
        return
    there = {network(cidr) for cidr in cidrs(vpc)}
    for index, cidr in enumerate(vpc_networks(platform)):
        if cidr not in there:
            field = ("secondary_cidrs", index - 1) if index else ("cidr",)
            known = ", ".join(cidrs(vpc))
            yield Violation(platform.vpc, field, f"{vpc['VpcId']} does not have {cidr}; it has {known}")
    yield from _subnets(platform, aws, vpc)
    for tier in platform.subnets.values():
        yield from _route_tables(aws, tier, vpc)


def _subnets(platform: Platform, aws: Reader, vpc: Thing) -> Iterator[Violation]:
    answer = aws.read("ec2", "describe_subnets", Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])
    there = {each["SubnetId"]: each for each in answer["Subnets"]}
    for item in subnets(platform):
        id_, tier = subnet_id(platform, item), platform.subnets[item.tier]
        if id_ is None:
            continue
        found = there.get(id_)
        if found is None:
            yield Violation(tier, ("ids", item.zone), f"{vpc['VpcId']} has no {id_}")
        elif found["AvailabilityZone"] != subnet_zone(platform, item):
            where = found["AvailabilityZone"]
            yield Violation(tier, ("ids", item.zone), f"{id_} lies in {where}, not in {subnet_zone(platform, item)}")
        elif network(found["CidrBlock"]) != item.cidr:
            yield Violation(tier, ("ids", item.zone), f"{id_} has {found['CidrBlock']}, not {item.cidr}")


def _route_tables(aws: Reader, tier: SubnetTier, vpc: Thing) -> Iterator[Violation]:
    if not tier.route_tables:
        return
    answer = aws.read("ec2", "describe_route_tables", Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}])
    there = {table["RouteTableId"] for table in answer["RouteTables"]}
    for zone, table in tier.route_tables.items():
        if table not in there:
            yield Violation(tier, ("route_tables", zone), f"{vpc['VpcId']} has no {table}")
