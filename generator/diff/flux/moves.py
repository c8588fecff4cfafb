"""Objects that another Kustomization applies afterwards, and Kustomizations that read another folder.

https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
"""

from collections.abc import Iterator

from generator.diff.flux import Trees, listed
from generator.diff.kubernetes.objects import Object


def says(trees: Trees) -> Iterator[str]:
    """Say what may be deleted in between, and what has to be applied besides."""
    for (old, new), moved in _moved(trees).items():
        yield (
            f"{listed(moved)} move from {old} to {new}: where the old Kustomization is applied first, it prunes them "
            "before the new one makes them again; what must not be interrupted is suspended in gitops.suspend meanwhile"
        )
    for old_object, new_object in trees.both if trees.base.gitops.path == trees.head.gitops.path else ():
        before, after = (_path(each) for each in (old_object, new_object))
        if before != after and old_object.key.kind == "Kustomization":
            yield f"{old_object.key.name} reads {after} and no more {before}: what is only in the old folder is pruned"


def _moved(trees: Trees) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for old, new in trees.both:
        if old.folder != new.folder:
            found.setdefault((old.folder, new.folder), []).append(str(new.key))
    return found


def _path(found: Object) -> str | None:
    spec = found.body.get("spec")
    return spec.get("path") if isinstance(spec, dict) else None
