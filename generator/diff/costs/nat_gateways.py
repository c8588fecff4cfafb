"""NAT gateways: each is paid by the hour, and for each GB that passes it.

https://aws.amazon.com/vpc/pricing/
"""

from collections.abc import Iterator

from generator.diff.costs.driver import Amount, Driver
from generator.platform.network.placement import nat_zones
from generator.platform.types.platform import Platform


def drivers(platform: Platform) -> Iterator[Driver]:
    """Those of ours; a regional one is paid for each zone that it is in."""
    regional = platform.vpc.nat == "regional" and platform.vpc.id is None
    zones = len(platform.vpc.zones if regional else nat_zones(platform))
    yield Driver("regional NAT gateway" if regional else "NAT gateways", Amount(zones), "zones" if regional else "")
