"""Zones that do not make sense together."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield zones named twice, and CIDRs of subnets that no zone uses or lacks."""
    zones = platform.vpc.zones
    for index, zone in enumerate(zones):
        if zone in zones[:index]:
            yield Violation(platform.vpc, ("zones", index), f"zone {zone} is named twice")
    for tier in platform.subnets.values():
        for zone in tier.cidrs or ():
            if zone not in zones:
                yield Violation(tier, ("cidrs", zone), f"zone {zone} is not one of vpc.zones ({', '.join(zones)})")
        missing = [zone for zone in zones if tier.cidrs is not None and zone not in tier.cidrs]
        if missing:
            yield Violation(tier, "cidrs", f"no CIDR for zone {', '.join(missing)}")
