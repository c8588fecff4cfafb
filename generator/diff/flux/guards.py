"""Objects that Flux leaves in the cluster though they are taken out of Git, and guards that are taken off.

https://fluxcd.io/flux/components/kustomize/kustomizations/#controlling-the-apply-behavior-of-resources
"""

from collections.abc import Iterator

from generator.diff.flux import PRUNE, Trees, listed
from generator.diff.kubernetes.objects import Object, annotation


def says(trees: Trees) -> Iterator[str]:
    """Say what stays until somebody removes it, and what can be pruned from now on."""
    stay = [str(found.key) for found in trees.gone if _is_guarded(found)]
    if stay:
        yield (
            f"{listed(stay)} stay in the cluster: {PRUNE} is disabled there; "
            "remove them by `kubectl delete` once nothing needs them"
        )
    bare = [str(new.key) for old, new in trees.both if _is_guarded(old) and not _is_guarded(new)]
    if bare:
        yield f"{listed(bare)} lose the guard {PRUNE}: disabled: Flux deletes them when they leave Git"


def _is_guarded(found: Object) -> bool:
    return annotation(found, "prune") == "disabled"
