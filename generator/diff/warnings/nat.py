"""The addresses that the world sees belong to the NAT gateways.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say that connections break and that allow lists elsewhere may no longer fit."""
    if step.base.vpc.nat != step.head.vpc.nat:
        yield (
            f"vpc.nat changes from {step.base.vpc.nat} to {step.head.vpc.nat}: connections to the outside break, "
            "and they come from other addresses afterwards; tell those who allow the old ones first"
        )
