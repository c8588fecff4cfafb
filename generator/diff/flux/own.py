"""Folders of the user's own: what is in them is not seen here, only whether Flux prunes it.

https://fluxcd.io/flux/components/kustomize/kustomizations/#deletion-policy
"""

from collections.abc import Iterator

from generator.diff.flux import Trees
from generator.platform.gitops.kustomizations import own


def says(trees: Trees) -> Iterator[str]:
    """Say what stays when one is taken out, and what begins to be pruned."""
    old, new = trees.base.gitops.kustomizations, trees.head.gitops.kustomizations
    for name in sorted(old.keys() - new.keys()):
        yield f"{own(name)} goes, and all that it applied stays in the cluster: remove it there once nothing needs it"
    for name in sorted(old.keys() & new.keys()):
        if new[name].prune and not old[name].prune:
            yield f"{own(name)} prunes from now on: what was taken out of {new[name].path} since is not remembered"
        elif old[name].prune and not new[name].prune:
            yield f"{own(name)} prunes no more: what is taken out of {new[name].path} stays in the cluster"
