"""NAT gateways with no public subnet to lie in."""

from collections.abc import Iterator

from generator.platform.network.placement import nat_tier, nat_zones
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield vpc.nat where there is no public tier."""
    if nat_zones(platform) and nat_tier(platform) is None:
        message = "a NAT gateway lies in a public subnet; add a tier of kind public, or set nat: none or regional"
        yield Violation(platform.vpc, "nat", message)
