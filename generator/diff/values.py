"""Two values of JSON or YAML, and every field in which they differ."""

from collections.abc import Iterator
from typing import Any

from generator.diff.change import ABSENT, Field, Path

_NAMES = ("name", "key", "containerPort", "Sid", "sid", "host", "path")
"""What tells the items of a list apart, in Kubernetes, IAM and Terraform: a list of such items is compared by it."""


def fields(old: Any, new: Any, path: Path = ()) -> Iterator[Field]:
    """Every leaf that differs, in the order of the new value and then of the old one."""
    if old == new and type(old) is type(new):
        return
    if isinstance(old, dict) and isinstance(new, dict):
        for key in [*new, *(key for key in old if key not in new)]:
            yield from fields(old.get(key, ABSENT), new.get(key, ABSENT), (*path, key))
    elif isinstance(old, list) and isinstance(new, list):
        yield from _lists(old, new, path)
    else:
        yield Field(path, old, new)


def _lists(old: list[Any], new: list[Any], path: Path) -> Iterator[Field]:
    name = next((name for name in _NAMES if _tells_apart(name, old) and _tells_apart(name, new)), None)
    if name is not None:
        before, after = ({item[name]: item for item in items} for items in (old, new))
        if before == after:
            yield Field(path, old, new)
        else:
            yield from fields(before, after, path)
    elif (_are_plain(old) and _are_plain(new)) or len(old) != len(new):
        yield Field(path, old, new)
    else:
        for index, (was, becomes) in enumerate(zip(old, new, strict=True)):
            yield from fields(was, becomes, (*path, index))


def _tells_apart(name: str, items: list[Any]) -> bool:
    if not items or not all(isinstance(item, dict) and isinstance(item.get(name), str | int) for item in items):
        return False
    return len({item[name] for item in items}) == len(items)


def _are_plain(items: list[Any]) -> bool:
    return not any(isinstance(item, dict | list) for item in items)
