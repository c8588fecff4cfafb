from collections.abc import Iterator

from generator.platform.fleets import Fleet, fleets
from generator.platform.network.addresses import local_zone, zone_name
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.types.pool import Pool
from generator.platform.violation import Violation
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-002", ERROR, "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-discovery.html")
def instance_type_not_offered(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """An instance type that is not offered in a zone where its nodes are to lie.

    Which types there are differs by zone, and by account where letters of zones do. EKS refuses to make a group with a
    type that no zone of it has; where only some have it, all nodes come to lie in these, and spread over zones fails.
    """
    for fleet in fleets(platform):
        if isinstance(fleet.node, NodeGroup | Pool):
            yield from _missing(platform, aws, fleet, fleet.node)


def _missing(platform: Platform, aws: Reader, fleet: Fleet, node: NodeGroup | Pool) -> Iterator[Violation]:
    local = local_zone(platform, fleet.subnets)
    wanted = {local} if local else {zone_name(platform, zone) for zone in fleet.zones}
    for index, name in enumerate(node.instance_types):
        lacking = sorted(wanted - _zones(aws, name))
        if lacking:
            has = sorted(wanted & _zones(aws, name))
            others = f"; {', '.join(has)} {'has' if len(has) == 1 else 'have'} it" if has else ""
            message = f"{name} is not offered in {', '.join(lacking)}{others}; take another type, or other zones"
            yield Violation(node, ("instance_types", index), message)


def _zones(aws: Reader, name: str) -> set[str]:
    """The zones, Local Zones among them, that offer a type."""
    filters = [{"Name": "instance-type", "Values": [name]}]
    answer = aws.read("ec2", "describe_instance_type_offerings", LocationType="availability-zone", Filters=filters)
    return {each["Location"] for each in answer["InstanceTypeOfferings"]}
