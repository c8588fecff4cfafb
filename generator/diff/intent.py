"""What changes in platform.yaml itself, once for all environments where it is the same in all."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.diff.change import Field, Path
from generator.diff.side import Side
from generator.diff.values import fields
from generator.platform.document.merge import merge


class Edit(NamedTuple):
    """A field of the language that changes, and in which environments; empty for those that the file does not name."""

    field: Field
    environments: tuple[str, ...]


def edits(base: Side, head: Side) -> list[Edit]:
    """Every edit, in the order of the file; none where a side's text is not even a mapping."""
    if not (_is_readable(base) and _is_readable(head)):
        return []
    together: dict[tuple[Path, str], tuple[Field, list[str]]] = {}
    for name in dict.fromkeys([*_names(head), *_names(base)]):
        for field in _differences(_merged(base, name), _merged(head, name)):
            together.setdefault((field.path, repr(field)), (field, []))[1].append(name)
    return [Edit(field, tuple(names)) for field, names in together.values()]


def _differences(old: Any, new: Any) -> Iterator[Field]:
    yield from fields(old if old is not None else {}, new if new is not None else {})


def _is_readable(side: Side) -> bool:
    if side.source is None:
        return True
    data = side.source.data
    environments = data.get("environments") or {} if isinstance(data, dict) else None
    return isinstance(environments, dict) and all(isinstance(each, dict | None) for each in environments.values())


def _names(side: Side) -> list[str]:
    data = side.source.data if side.source else None
    if not isinstance(data, dict):
        return []
    return list(data["environments"]) if data.get("environments") else [str(data.get("tier", "production"))]


def _merged(side: Side, environment: str) -> Any:
    data = side.source.data if side.source else None
    if not isinstance(data, dict) or environment not in _names(side):
        return None
    common = {key: value for key, value in data.items() if key != "environments"}
    return merge(common, (data.get("environments") or {}).get(environment) or {})
