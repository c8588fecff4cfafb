"""More than one place for internal load balancers."""

from collections.abc import Iterator

from generator.platform.network.placement import internal_candidates
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield the tiers that internal load balancers could be placed in, where there are two."""
    names = internal_candidates(platform)
    for name in names[1:]:
        message = f"internal load balancers could lie in {' or '.join(names)}; say `loadBalancers: true` in one of them"
        yield Violation(platform, ("subnets", name), message)
