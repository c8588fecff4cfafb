"""EKS keeps the zones that a cluster was made in.

https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say what AWS refuses although a plan accepts it."""
    old, new = (set(each.cluster.zones or each.vpc.zones) for each in (step.base, step.head))
    if old != new:
        yield (
            f"the control plane's zones change from {', '.join(sorted(old))} to {', '.join(sorted(new))}: AWS refuses, "
            f"for EKS keeps the zones of a cluster's creation; say `cluster: {{zones: [{', '.join(sorted(old))}]}}`"
        )
