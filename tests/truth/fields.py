"""Every field of the language, and where the golden platforms have it."""

from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

import msgspec

from generator.platform.document.merge import merge
from generator.platform.document.source import Source
from generator.platform.load import load
from generator.platform.types.node import Node, Place
from generator.platform.types.platform import OURS, Definition, Platform
from tests.platforms import BASE, EXAMPLE, golden, patches

NEVER = {"Definition.api_version"}
"""Fields that have one value."""


class Spot(NamedTuple):
    """A mapping of a golden platform that has a field, set or not."""

    golden: str
    place: Place


@cache
def documents() -> dict[str, dict[str, Any]]:
    """The golden platforms as they are written, by name; of environments one by one."""
    example = Source(str(EXAMPLE), EXAMPLE.read_text()).data
    written = {"example": example} | {name: merge(BASE, patch) for name, patch in patches().items()}
    found: dict[str, dict[str, Any]] = {}
    for name, document in written.items():
        common = {key: value for key, value in document.items() if key != "environments"}
        for environment, override in document.get("environments", {"": {}}).items():
            found["-".join(filter(None, (name, environment)))] = merge(common, override or {})
    return found


def platform(document: dict[str, Any]) -> Platform:
    """The platform of a document with one environment; raises InvalidPlatform."""
    (found,) = load(Source(str(EXAMPLE), msgspec.yaml.encode(document).decode())).values()
    return found


def types() -> dict[str, msgspec.inspect.Type]:
    """The type of every field of the language, by the name of its structure and its own."""
    return {
        f"{of.cls.__name__}.{name}": field.type
        for of in _structures(msgspec.inspect.type_info(Definition), set())
        for name, field in zip(of.cls.__struct_fields__, of.fields, strict=True)
    }


def _structures(of: msgspec.inspect.Type, seen: set[type]) -> Iterator[msgspec.inspect.StructType]:
    if isinstance(of, msgspec.inspect.StructType):
        if of.cls not in seen:
            seen.add(of.cls)
            yield of
            for field in of.fields:
                yield from _structures(field.type, seen)
    elif isinstance(of, msgspec.inspect.Metadata):
        yield from _structures(of.type, seen)
    elif isinstance(of, msgspec.inspect.UnionType):
        for each in of.types:
            yield from _structures(each, seen)
    elif isinstance(of, msgspec.inspect.DictType):
        yield from _structures(of.value_type, seen)
    elif isinstance(of, msgspec.inspect.VarTupleType):
        yield from _structures(of.item_type, seen)


@cache
def spots() -> dict[str, list[Spot]]:
    """Where each field may be changed: `place` ends with its key. Goldens that can be planned come first."""
    found: dict[str, list[Spot]] = {name: [] for name in types()}
    for name in sorted(documents(), key=lambda name: (not planned(name), name)):
        for node, place in _nodes(golden()[name], ()):
            for attribute, key in zip(node.__struct_fields__, node.__struct_encode_fields__, strict=True):
                label = f"{_label(node)}.{attribute}"
                if attribute not in OURS and label in found:
                    found[label].append(Spot(name, (*place, key)))
    return found


def _label(node: Node) -> str:
    return "Definition" if isinstance(node, Platform) else type(node).__name__


def planned(name: str) -> bool:
    """Whether the provider at hand, which is 5.100, can plan a golden platform, and all of it is ours."""
    of = golden()[name].terraform
    return of.provider_version.startswith(">= 5") and of.extra is None


def _nodes(value: object, place: Place) -> Iterator[tuple[Node, Place]]:
    if isinstance(value, Node):
        yield value, place
        for attribute, key in zip(value.__struct_fields__, value.__struct_encode_fields__, strict=True):
            yield from _nodes(getattr(value, attribute), (*place, key))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _nodes(item, (*place, key))
    elif isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _nodes(item, (*place, index))


MISSING = object()
"""What is not written at a place."""


def written(document: Any, place: Place) -> Any:
    """The value at a place, or MISSING."""
    for key in place:
        try:
            document = document[key]
        except (KeyError, IndexError, TypeError):
            return MISSING
    return document


def patch(document: Any, place: Place, value: Any) -> Any:
    """The merge patch that puts a value at a place; None takes it away. A list is replaced as a whole."""
    if not place:
        return value
    key, *rest = place
    if isinstance(document, list):
        changed = list(document)
        changed[int(key)] = merge(document[int(key)], patch(document[int(key)], tuple(rest), value))
        return changed
    inner = document.get(key) if isinstance(document, dict) else None
    return {key: patch(inner, tuple(rest), value)}
