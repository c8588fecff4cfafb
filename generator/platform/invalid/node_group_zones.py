"""A node group in zones that there are none of."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield zones of a node group that are named twice, or are not zones of the VPC."""
    known = platform.vpc.zones
    for group in platform.nodes.groups.values():
        zones = group.zones or ()
        for index, zone in enumerate(zones):
            if zone in zones[:index]:
                yield Violation(group, ("zones", index), f"zone {zone} is named twice")
            elif zone not in known:
                yield Violation(group, ("zones", index), f"zone {zone} is not one of vpc.zones ({', '.join(known)})")
