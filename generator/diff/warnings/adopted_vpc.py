"""A cluster stays in the VPC that it was made in.

https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say that a cluster cannot move, and what is destroyed on the way."""
    old, new = step.base.vpc.id, step.head.vpc.id
    if old == new:
        return
    lost = " and the VPC that was made here is destroyed" if old is None else ""
    yield (
        f"vpc.id changes from {old or 'a VPC of our own'} to {new or 'a VPC of our own'}: AWS lets no cluster move to "
        f"another VPC,{lost or ' and the apply stops half-way'}; build a second platform there under another name, "
        "move what runs, and remove the old one"
    )
