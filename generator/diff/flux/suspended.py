"""Kustomizations that Flux leaves as they are.

https://fluxcd.io/flux/components/kustomize/kustomizations/#suspend
"""

from collections.abc import Iterator

from generator.diff.flux import Trees, listed


def says(trees: Trees) -> Iterator[str]:
    """Say what waits, what begins to wait, and what catches up."""
    old, new = set(trees.base.gitops.suspend), set(trees.head.gitops.suspend)
    if new & old:
        yield f"{listed(sorted(new & old))} stay suspended: nothing below that changes in them reaches the cluster"
    if new - old:
        yield f"{listed(sorted(new - old))} are suspended: they stay as they are, and drift is corrected no more"
    if old - new:
        yield f"{listed(sorted(old - new))} are resumed: all that changed since they were suspended is applied at once"
