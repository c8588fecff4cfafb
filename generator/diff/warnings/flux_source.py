"""Flux deletes what it applied once and finds no more.

https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
"""

from collections.abc import Iterator

from generator.diff.transition import Transition


def warn(step: Transition) -> Iterator[str]:
    """Say where everything must be before Flux looks there."""
    for key in ("repository", "branch", "path"):
        old, new = getattr(step.base.gitops, key), getattr(step.head.gitops, key)
        if old != new:
            yield (
                f"gitops.{key} changes from {old} to {new}: Flux deletes from the cluster what is not rendered there; "
                "push this commit to the new place first, then apply the bootstrap root"
            )
