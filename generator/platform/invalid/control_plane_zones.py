"""Zones of the control plane that the VPC does not have."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield zones of cluster.zones that vpc.zones lacks, and those named twice."""
    zones = platform.cluster.zones or ()
    for index, zone in enumerate(zones):
        if zone not in platform.vpc.zones:
            message = f"zone {zone} is not one of vpc.zones ({', '.join(platform.vpc.zones)})"
            yield Violation(platform.cluster, ("zones", index), message)
        elif zone in zones[:index]:
            yield Violation(platform.cluster, ("zones", index), f"zone {zone} is named twice")
