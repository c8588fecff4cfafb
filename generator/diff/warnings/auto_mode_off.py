"""Nodes of EKS Auto Mode end when a cluster leaves it.

https://docs.aws.amazon.com/eks/latest/userguide/auto-disable.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say what goes with it, and the two steps that AWS wants."""
    old, new = (each.nodes.auto_mode for each in (step.base, step.head))
    if old is None or not old.enabled or (new is not None and new.enabled):
        return
    yield (
        "the cluster leaves EKS Auto Mode: AWS ends its nodes at once, and its load balancers and volumes are no "
        "longer cared for; give the pods other nodes, and services other load balancers, before this is applied"
    )
    if new is None:
        yield "nodes.autoMode is taken out while it is on: turn it off first, by `autoMode: {enabled: false}`"
