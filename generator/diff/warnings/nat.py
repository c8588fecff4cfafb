"""The addresses that the world sees belong to the NAT gateways.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
"""

from collections.abc import Iterator

from generator.platform.types.platform import Platform


def warn(base: Platform, head: Platform) -> Iterator[str]:
    """Say that connections break and that allow lists elsewhere may no longer fit."""
    if base.vpc.nat != head.vpc.nat:
        yield (
            f"vpc.nat changes from {base.vpc.nat} to {head.vpc.nat}: connections to the outside break, and they come "
            "from other addresses afterwards; tell those who allow the old ones first"
        )
