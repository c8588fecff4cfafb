"""What AWS cannot change in place, and what a change is none, from the dated file data/replacement.json."""

from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from generator.diff.change import ABSENT, Field

DATA = Path(__file__).parent.parent / "data" / "replacement.json"


class Type(Struct, frozen=True, forbid_unknown_fields=True):
    """Of a resource type, arguments by their dotted names.

    `replace` force a new one, `removed` are blocks that do where they go, `recomputed` is what every update changes;
    `sets` have no order, `kept` stay as they are where they are no longer given, `tagged` says whether the provider's
    default tags reach it, and `untagged` whether the last of them are taken away too.
    """

    replace: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    recomputed: frozenset[str] = frozenset()
    sets: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()
    tagged: bool = False
    untagged: bool = False


class _Table(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    as_of: str
    source: str
    types: dict[str, Type]


_UNKNOWN = Type()


@cache
def known() -> dict[str, Type]:
    """The resource types that the table knows."""
    return msgspec.json.decode(DATA.read_bytes(), type=_Table).types


def of(kind: str) -> Type:
    """What is known of a resource type."""
    return known().get(kind, _UNKNOWN)


def forces(kind: str, field: Field) -> bool:
    """Whether a change of a field makes a new resource."""
    found = of(kind)
    prefixes = _prefixes(field)
    path = _dotted(field)
    inside = {name for name in found.replace if name.startswith(f"{path}.")}
    return bool(prefixes & found.replace or inside or (field.new is ABSENT and prefixes & found.removed))


def is_change(kind: str, field: Field, ignored: frozenset[str]) -> bool:
    """Whether Terraform takes a field that differs for a change; `ignored` are arguments that it shall not look at."""
    prefixes = _prefixes(field)
    return not prefixes & ignored and not (field.new is ABSENT and prefixes & of(kind).kept)


def without_order(kind: str, value: Any, path: str = "") -> Any:
    """An argument's value, its sets sorted."""
    if isinstance(value, dict):
        inside = f"{path}." if path else ""
        return {key: without_order(kind, item, f"{inside}{key}") for key, item in value.items()}
    if isinstance(value, list):
        items = [without_order(kind, item, path) for item in value]
        return sorted(items, key=msgspec.json.encode) if path in of(kind).sets else items
    return value


def _dotted(field: Field) -> str:
    return ".".join(key for key in field.path if not isinstance(key, int))


def _prefixes(field: Field) -> set[str]:
    path = _dotted(field).split(".")
    return {".".join(path[:length]) for length in range(1, len(path) + 1)}
