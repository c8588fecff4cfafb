"""What the API server cannot change in place, from the dated file data/immutable.json."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.diff.change import Field

DATA = Path(__file__).parent.parent / "data" / "immutable.json"


class _Kind(Struct, frozen=True, forbid_unknown_fields=True):
    fields: frozenset[str]


class _Table(Struct, frozen=True, rename="camel", forbid_unknown_fields=True):
    as_of: str
    source: str
    kinds: dict[str, _Kind]


@cache
def table() -> dict[str, frozenset[str]]:
    """The immutable fields of a kind, as dotted paths."""
    found = msgspec.json.decode(DATA.read_bytes(), type=_Table)
    return {kind: each.fields for kind, each in found.kinds.items()}


def is_immutable(kind: str, field: Field) -> bool:
    """Whether the API server refuses a change of a field."""
    path = [str(key) for key in field.path]
    prefixes = {".".join(path[:length]) for length in range(1, len(path) + 1)}
    fixed = table().get(kind, frozenset())
    return bool(prefixes & fixed) or any(name.startswith(f"{field.dotted}.") for name in fixed)
