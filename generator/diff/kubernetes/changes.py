"""Which objects Flux would create, change, make anew, move and prune."""

from collections.abc import Iterator

from generator.diff.change import Action, Change, Field
from generator.diff.kubernetes.immutable import is_immutable
from generator.diff.kubernetes.objects import KUBERNETES, Key, Object, annotation, objects
from generator.diff.values import fields
from generator.render.files import Files

TREE = "kubernetes"


def differing(base: Files, head: Files) -> tuple[dict[Key, Object], dict[Key, Object]]:
    """The objects of two renders; files with the same bytes are not even read."""
    differ = {
        path for path in base.keys() | head.keys() if base.get(path) != head.get(path) and path.startswith(KUBERNETES)
    }
    return objects(base, differ), objects(head, differ)


def changes(before: dict[Key, Object], after: dict[Key, Object]) -> list[Change]:
    """Every change between two sets of objects."""
    return sorted(_changes(before, after), key=lambda change: change.order)


def _changes(before: dict[Key, Object], after: dict[Key, Object]) -> Iterator[Change]:
    for key in before.keys() - after.keys():
        yield _gone(before[key])
    for key in after.keys() - before.keys():
        yield Change(TREE, str(key), Action.CREATE)
    for key in before.keys() & after.keys():
        yield from _changed(before[key], after[key])


def _changed(old: Object, new: Object) -> Iterator[Change]:
    found = tuple(_marked(old, new, field) for field in fields(old.body, new.body))
    if old.folder != new.folder:
        yield Change(TREE, str(new.key), Action.MOVE, found, f"from {old.folder} to {new.folder}")
    elif any(field.forces for field in found):
        yield _forced(new, found)
    elif found:
        yield Change(TREE, str(new.key), Action.UPDATE, found)


def _gone(old: Object) -> Change:
    """What becomes of an object that is no longer rendered.

    https://fluxcd.io/flux/components/kustomize/kustomizations/#prune
    """
    if annotation(old, "prune") == "disabled":
        return Change(TREE, str(old.key), Action.LEAVE, because="Flux does not prune it")
    return Change(TREE, str(old.key), Action.DESTROY, because="Flux prunes it")


def _forced(new: Object, found: tuple[Field, ...]) -> Change:
    """Flux makes anew what says so; for all else the API server's refusal is the end."""
    if annotation(new, "force") == "enabled":
        return Change(TREE, str(new.key), Action.REPLACE, found)
    return Change(TREE, str(new.key), Action.REFUSE, found, "the API server refuses it, and Flux stops there")


def _marked(old: Object, new: Object, field: Field) -> Field:
    return field._replace(forces=is_immutable(old.body, new.body, field))
