"""What the language has at a place: by the JSON Schema for editors."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.platform.schema import Schema, editor
from generator.platform.types.node import Place

_BOUNDS = {
    "minimum": "at least {}",
    "exclusiveMinimum": "above {}",
    "maximum": "at most {}",
    "minItems": "at least {} of them",
    "maxItems": "at most {} of them",
    "minProperties": "at least {} of them",
    "maxProperties": "at most {} of them",
}
_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
}


@cache
def schema() -> Schema:
    """The schema, made once: it takes a while."""
    return editor()


def at(place: Place) -> list[Schema]:
    """What may stand at a place, each without references; nothing for a place that there is not."""
    found = list(_branches(schema()))
    for key in place:
        found = [branch for each in found for inner in _below(each, key) for branch in _branches(inner)]
    return found


def described(place: Place) -> Schema | None:
    """The key at a place as its mapping has it, with its description; None for what is no key of ours."""
    *above, key = place or ("",)
    for each in at(tuple(above)):
        if key in each.get("properties", {}):
            return dict(each["properties"][key])
    return None


def keys(place: Place) -> dict[str, Schema]:
    """The keys that a mapping at a place may have, in the order of the language."""
    found: dict[str, Schema] = {}
    for each in at(place):
        found = each.get("properties", {}) | found
    return found


def values(place: Place) -> list[Any]:
    """The words that may stand at a place, where they can be told."""
    found: list[Any] = []
    for each in at(place):
        found += each.get("enum", ())
        found += [each["const"]] if "const" in each else []
        found += [True, False] if each.get("type") == "boolean" else []
    return [value for index, value in enumerate(found) if value not in found[:index] and value is not None]


def is_collection(key: Schema) -> bool:
    """Whether what a key has is always a mapping or a list."""
    kinds = {each.get("type") for each in _branches(key)} - {"null"}
    return bool(kinds) and kinds <= {"object", "array"}


def expected(key: Schema) -> str:
    """What a key takes, in words: its type, bounds and default."""
    said = " or ".join(dict.fromkeys(_said(each) for each in _branches(key) if each.get("type") != "null"))
    default = key.get("default")
    return f"{said}; default `{_plain(default)}`" if default not in (None, {}, [], "") else said


def _said(each: Schema) -> str:
    words = each.get("enum") or ([each["const"]] if "const" in each else [])
    if words:
        return "one of " + ", ".join(f"`{_plain(word)}`" for word in words if word is not None)
    kind = str(each.get("title") if each.get("type") == "string" and "title" in each else _KINDS[each["type"]])
    bounds = [text.format(each[word]) for word, text in _BOUNDS.items() if word in each]
    examples = each.get("examples") or ()
    return ", ".join([kind, *bounds, *([f"such as `{_plain(examples[0])}`"] if examples else [])])


def _plain(value: Any) -> str:
    from generator.platform.document.yaml_inline import inline

    return inline(value)


def _below(each: Schema, key: str | int) -> Iterator[Schema]:
    if isinstance(key, int):
        yield from filter(None, [each.get("items")])
    elif key in each.get("properties", {}):
        yield each["properties"][key]
    elif isinstance(each.get("additionalProperties"), dict):
        yield each["additionalProperties"]


def _branches(each: Schema) -> Iterator[Schema]:
    if "$ref" in each:
        yield from _branches(schema()["$defs"][each["$ref"].rpartition("/")[2]])
    elif "anyOf" in each:
        for branch in each["anyOf"]:
            yield from _branches(branch)
    else:
        yield each
