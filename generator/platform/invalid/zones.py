"""Zones that do not make sense together."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.network.addresses import local_zone, tier_zones
from generator.platform.nodes.node_pool import groups_and_pools
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.types.subnets import SubnetTier
from generator.platform.violation import Violation


class _Known(NamedTuple):
    """The zones that may be named, and what they are."""

    what: str
    zones: tuple[str, ...]


def check(platform: Platform) -> Iterator[Violation]:
    """Yield zones named twice, zones that the VPC does not have, and what tiers give for a zone too many or too few."""
    every = _Known("vpc.zones", platform.vpc.zones)
    yield from _zones(platform.vpc, platform.vpc.zones, every)
    yield from _zones(platform.cluster, platform.cluster.zones or (), every)
    yield from _pod_security_groups(platform, every)
    for _, group in groups_and_pools(platform):
        yield from _zones(group, group.zones or (), _known(platform, group.subnets))
    for profile in platform.nodes.fargate.profiles.values() if platform.nodes.fargate else ():
        yield from _zones(profile, profile.zones or (), _known(platform, profile.subnets))
    for name, tier in platform.subnets.items():
        known = _known(platform, name)
        yield from _by_zone(tier, "cidrs", "CIDR", tier.cidrs, known)
        yield from _by_zone(tier, "ids", "id", tier.ids, known)
        yield from _by_zone(tier, "route_tables", "route table", tier.route_tables, known)


def _pod_security_groups(platform: Platform, every: _Known) -> Iterator[Violation]:
    said, tier = platform.cni.pod_security_groups, platform.cni.pod_subnets
    known = _known(platform, tier) if tier in platform.subnets else every
    for zone in said if isinstance(said, dict) else ():
        if zone not in known.zones:
            yield Violation(platform.cni, ("pod_security_groups", zone), _unknown(zone, known))


def _known(platform: Platform, tier: str) -> _Known:
    if local_zone(platform, tier) is None:
        return _Known("vpc.zones", platform.vpc.zones)
    return _Known(f"the zones of {tier}", tier_zones(platform, tier))


def _by_zone(
    tier: SubnetTier, field: str, what: str, given: dict[str, str] | None, known: _Known
) -> Iterator[Violation]:
    for zone in given or ():
        if zone not in known.zones:
            yield Violation(tier, (field, zone), _unknown(zone, known))
    missing = [zone for zone in known.zones if given is not None and zone not in given]
    if missing:
        yield Violation(tier, field, f"no {what} for zone {', '.join(missing)}")


def _zones(node: Node, named: tuple[str, ...], known: _Known) -> Iterator[Violation]:
    for index, zone in enumerate(named):
        if zone in named[:index]:
            yield Violation(node, ("zones", index), f"zone {zone} is named twice")
        elif zone not in known.zones:
            yield Violation(node, ("zones", index), _unknown(zone, known))


def _unknown(zone: str, known: _Known) -> str:
    return f"zone {zone} is not one of {known.what} ({', '.join(known.zones)})"
