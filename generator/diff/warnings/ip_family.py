"""The address family of a cluster is fixed when it is made.

https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say that the other family is another cluster."""
    old, new = step.base.cluster.ip_family, step.head.cluster.ip_family
    if old != new:
        yield (
            f"cluster.ipFamily changes from {old} to {new}: the cluster is destroyed and another one made; "
            f"build an {new} cluster under another name beside it, move what runs, and remove the old one"
        )
