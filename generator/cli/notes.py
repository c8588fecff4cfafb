"""What a render makes happen elsewhere, told beside it: nothing of it is wrong by itself."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from generator.platform.types.platform import Platform
from generator.write import Plan

_HEAD = re.compile(rb"^kind: (\S+)$.*?^metadata:$(?P<metadata>(?:\n +.*)*)", re.MULTILINE | re.DOTALL)
_KEPT = b"kustomize.toolkit.fluxcd.io/prune: disabled"
_APPLIED = ("kubernetes/apps/", "kubernetes/infrastructure/")


class Thing(NamedTuple):
    """A Kubernetes object."""

    kind: str
    namespace: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind} {self.namespace + '/' if self.namespace else ''}{self.name}"


def removals(plans: Sequence[Plan]) -> Iterator[str]:
    """Yield what Flux will delete from the cluster, as soon as the render is pushed.

    Of an environment that is taken out as a whole nothing goes: Flux finds its folder no more, and stops.

    https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
    """
    for plan in plans:
        gone = [path for path in plan.deleted if _is_object(path)] if plan.files else []
        if not gone:
            continue
        before = {thing: kept for thing, kept in (_read((plan.folder / path).read_bytes()) for path in gone) if thing}
        now = {_read(content)[0] for path, content in plan.files.items() if _is_object(path)}
        lost = [(thing, kept) for thing, kept in sorted(before.items()) if thing not in now]
        pruned, left = ([str(thing) for thing, kept in lost if kept is which] for which in (False, True))
        if pruned:
            yield f"{plan.folder}: when this is pushed, Flux deletes {_listed(pruned)}"
            yield "to rename without an outage, add the new one first, and take the old one out when it is ready"
        if left:
            yield f"{plan.folder}: Flux leaves in the cluster, for you to delete: {_listed(left)}"


def _listed(names: list[str], most: int = 12) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def _is_object(path: str) -> bool:
    return path.startswith(_APPLIED) and not path.endswith("/kustomization.yaml")


def _read(content: bytes) -> tuple[Thing | None, bool]:
    """The object of a file as we write it, and whether Flux keeps it."""
    found = _HEAD.search(content)
    if found is None:
        return None, False
    metadata = dict(re.findall(rb"^  (name|namespace): (.*)$", found["metadata"], re.MULTILINE))
    name, namespace = (metadata.get(key, b"").strip(b'"').decode() for key in (b"name", b"namespace"))
    return Thing(found[1].decode(), namespace, name), _KEPT in found["metadata"]


def misplaced(file: Path, platforms: dict[str, Platform]) -> Iterator[str]:
    """Yield where Flux would find nothing: gitops.path is not this folder, or a folder of one's own is not there."""
    folder = _in_repository(file.absolute().parent)
    for platform in platforms.values():
        path = platform.gitops.path
        if folder is not None and path != folder:
            yield f"{file}: gitops.path is {path}, but this is {folder} in its repository; Flux looks in {path}"
        yield from _missing(file, platform)


def _missing(file: Path, platform: Platform) -> Iterable[str]:
    for name, item in platform.gitops.kustomizations.items():
        if not (file.parent / item.path).is_dir():
            yield f"{file}: there is no folder {item.path} for gitops.kustomizations.{name}; Flux needs it"


def _in_repository(folder: Path) -> str | None:
    """The path of a folder in its Git repository; None where it is in none."""
    for parent in (folder, *folder.parents):
        if (parent / ".git").exists():
            return folder.relative_to(parent).as_posix()
    return None
