"""Nodes that Karpenter made are nobody's when Karpenter is gone.

https://karpenter.sh/docs/concepts/disruption/
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say what to do first, so that no instance is left behind."""
    old, new = (each.nodes.karpenter for each in (step.base, step.head))
    if old is not None and old.pools and new is None:
        yield (
            "nodes.karpenter is taken out while it has pools: its nodes go on running, and nobody ends them; first "
            "say `karpenter: {pools: {}}`, apply that, wait until its nodes are gone, and then take it out"
        )
