"""A VPC keeps its primary CIDR for life.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say that another primary CIDR is another VPC, and all that is in it."""
    old, new = step.base.vpc.cidr, step.head.vpc.cidr
    if old != new and step.base.vpc.id is None and step.head.vpc.id is None:
        yield (
            f"vpc.cidr changes from {old} to {new}: the VPC is destroyed and another one made, and with it everything "
            "that lies in it; add the new range to vpc.secondaryCidrs instead, or build a second platform beside it"
        )
