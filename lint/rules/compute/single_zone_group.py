from collections.abc import Iterator

from generator.platform.fleets import Fleet, fleets
from generator.platform.network.addresses import local_zone, tier_zones
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.types.pool import Pool
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule("CMP-002", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/data-plane.html", development=INFO)
def single_zone_group(platform: Platform) -> Iterator[Violation]:
    """All nodes of a group lie in one zone, and no like group lies in another.

    When that zone fails, all that can run only there stops. A group for each zone is fine: pods with EBS volumes need
    it; in a Local Zone there is no other. Groups are alike when their labels and taints are.

    Bad:

        nodes: {groups: {general: {zones: [a]}}}

    Good:

        nodes: {groups: {general: {zones: [a, b, c]}}}
    """
    if len(platform.vpc.zones) < 2:
        return  # another rule speaks of that
    for fleet in fleets(platform):
        zones = {zone for other in fleets(platform) if _kind(other) == _kind(fleet) for zone in other.zones}
        if len(zones) == 1 and local_zone(platform, fleet.subnets) is None:
            message = f"all nodes of {fleet.name} lie in zone {zones.pop()}; add a zone, or a like group in another"
            yield Violation(fleet.node, "zones", message, _every_zone(platform, fleet))


def _every_zone(platform: Platform, fleet: Fleet) -> Fix | None:
    """All zones of its tier, but for nodes that are held in one by hardware that is reserved there."""
    node = fleet.node
    if isinstance(node, NodeGroup):
        held = node.reservation is not None or node.placement.group is not None
    else:
        held = not isinstance(node, Pool) or bool(node.capacity_reservations)
    return None if held else Fix(tier_zones(platform, fleet.subnets))


def _kind(fleet: Fleet) -> tuple[object, ...]:
    return fleet.labels, tuple((key, taint.value, taint.effect) for key, taint in fleet.taints)
