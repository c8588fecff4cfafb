"""Interface endpoints: each is paid by the hour in each of its zones; gateway endpoints cost nothing.

https://aws.amazon.com/privatelink/pricing/
"""

from collections.abc import Iterator

from generator.diff.costs.driver import Amount, Driver
from generator.platform.network.addresses import tier_subnets
from generator.platform.network.endpoints import endpoint_tier, interface_endpoints
from generator.platform.types.platform import Platform


def drivers(platform: Platform) -> Iterator[Driver]:
    """Network interfaces of endpoints: endpoints times zones."""
    made = len(interface_endpoints(platform))
    if made:
        yield Driver("VPC interface endpoints times zones", Amount(made * len(_subnets(platform))), "")


def _subnets(platform: Platform) -> list[str]:
    return [subnet.name for subnet in tier_subnets(platform, endpoint_tier(platform))]
