"""A gateway endpoint that no subnet would use."""

from collections.abc import Iterator

from generator.platform.network.adopted import adopts
from generator.platform.network.endpoints import gateway_endpoints
from generator.platform.types.platform import Platform
from generator.platform.types.vpc import Endpoints
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield gateway endpoints of an adopted VPC without the route tables that they are added to."""
    endpoints = platform.vpc.endpoints
    if not adopts(platform) or not isinstance(endpoints, Endpoints) or not gateway_endpoints(platform):
        return
    for name, tier in sorted(platform.subnets.items()):
        if tier.ids is not None and tier.kind == "private" and tier.route_tables is None:
            message = f"a gateway endpoint is a route; name the route tables of {name} in its `routeTables`"
            yield Violation(endpoints, "gateway", message)
