"""Zones that do not make sense together."""

from collections.abc import Iterator

from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield zones named twice, zones that the VPC does not have, and CIDRs of subnets that no zone uses or lacks."""
    zones = platform.vpc.zones
    yield from _zones(platform.vpc, zones, zones)
    yield from _zones(platform.cluster, platform.cluster.zones or (), zones)
    for group in platform.nodes.groups.values():
        yield from _zones(group, group.zones or (), zones)
    for tier in platform.subnets.values():
        for zone in tier.cidrs or ():
            if zone not in zones:
                yield Violation(tier, ("cidrs", zone), _unknown(zone, zones))
        missing = [zone for zone in zones if tier.cidrs is not None and zone not in tier.cidrs]
        if missing:
            yield Violation(tier, "cidrs", f"no CIDR for zone {', '.join(missing)}")


def _zones(node: Node, named: tuple[str, ...], known: tuple[str, ...]) -> Iterator[Violation]:
    for index, zone in enumerate(named):
        if zone in named[:index]:
            yield Violation(node, ("zones", index), f"zone {zone} is named twice")
        elif zone not in known:
            yield Violation(node, ("zones", index), _unknown(zone, known))


def _unknown(zone: str, known: tuple[str, ...]) -> str:
    return f"zone {zone} is not one of vpc.zones ({', '.join(known)})"
