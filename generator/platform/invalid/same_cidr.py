"""A CIDR that the VPC has twice."""

from collections.abc import Iterator

from generator.platform.network.addresses import vpc_networks
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield secondary CIDRs that are the primary one, or another: one association cannot be made twice."""
    known = vpc_networks(platform)
    for index, cidr in enumerate(known):
        if cidr in known[:index]:
            message = f"the VPC has {cidr} already; leave it out"
            yield Violation(platform.vpc, ("secondary_cidrs", index - 1), message)
