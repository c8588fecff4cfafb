"""What only an adopted VPC has, in one that we make."""

from collections.abc import Iterator

from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.types.vpc import Endpoints
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield the owner, tags, endpoints, subnets and route tables of an adopted VPC where there is none."""
    if adopts(platform):
        return
    vpc, remedy = platform.vpc, "is of an adopted VPC; name it in vpc.id, or remove this"
    if vpc.owner is not None:
        yield Violation(vpc, "owner", f"an owner {remedy}")
    if vpc.tag_subnets:
        yield Violation(vpc, "tag_subnets", f"a subnet that is tagged here {remedy}: our own always are")
    if isinstance(vpc.endpoints, Endpoints) and vpc.endpoints.existing:
        yield Violation(vpc.endpoints, "existing", f"an endpoint that is there {remedy}")
    for tier in platform.subnets.values():
        if tier.ids is not None:
            yield Violation(tier, "ids", f"a subnet that is there {remedy}")
        if tier.route_tables is not None:
            yield Violation(tier, "route_tables", f"a route table that is there {remedy}")
