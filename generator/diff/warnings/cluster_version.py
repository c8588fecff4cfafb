"""EKS goes up by one minor version at a time, and a plan does not know.

https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition

_ELSE = "after that a second cluster of the older version is the way"


def warn(step: Transition) -> Iterator[str]:
    """Say what AWS refuses although a plan accepts it, and that an upgrade is for good."""
    old, new = (tuple(map(int, each.cluster.version.split("."))) for each in (step.base, step.head))
    change = f"cluster.version changes from {step.base.cluster.version} to {step.head.cluster.version}"
    if new < old:
        yield f"{change}: AWS goes back by one minor version alone, and only within seven days of the upgrade; {_ELSE}"
    elif new > (old[0], old[1] + 1):
        yield f"{change}: AWS refuses more than one minor version at once; go to {old[0]}.{old[1] + 1} first"
