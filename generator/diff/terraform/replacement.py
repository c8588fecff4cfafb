"""What AWS cannot change in place, from the dated file data/replacement.json."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.diff.change import ABSENT, Field

DATA = Path(__file__).parent.parent / "data" / "replacement.json"


class _Type(Struct, frozen=True, forbid_unknown_fields=True):
    """Of a resource type: what forces a new one, blocks that do where they go, and what every update changes."""

    replace: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    recomputed: frozenset[str] = frozenset()


class _Table(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    as_of: str
    source: str
    types: dict[str, _Type]


@cache
def _table() -> dict[str, _Type]:
    return msgspec.json.decode(DATA.read_bytes(), type=_Table).types


def known() -> frozenset[str]:
    """The resource types that the table knows."""
    return frozenset(_table())


def forces(kind: str, field: Field) -> bool:
    """Whether a change of a field makes a new resource."""
    found = _table().get(kind, _Type())
    path = [key for key in field.path if not isinstance(key, int)]
    prefixes = {".".join(path[:length]) for length in range(1, len(path) + 1)}
    inside = {name for name in found.replace if name.startswith(f"{'.'.join(path)}.")}
    return bool(prefixes & found.replace or inside or (field.new is ABSENT and prefixes & found.removed))


def recomputed(kind: str) -> frozenset[str]:
    """The attributes that have another value after each change of a resource."""
    return _table().get(kind, _Type()).recomputed
