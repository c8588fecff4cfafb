"""The JSON Schema of a platform, read far enough to make values of it and to find one's way in them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from generator.platform.schema import strict

Schema = dict[str, Any]
TYPES: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "number": (int, float),
    "boolean": (bool,),
}


@cache
def whole() -> Schema:
    return strict()


def resolved(schema: Schema) -> Schema:
    """The schema itself or the one that it refers to."""
    while "$ref" in schema:
        schema = whole()["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    return schema


def branch(schema: Schema, value: Any) -> Schema:
    """Of several alternatives the first that fits; raises StopIteration where none does."""
    schema = resolved(schema)
    return branch(next(each for each in schema["anyOf"] if fits(each, value)), value) if "anyOf" in schema else schema


def fits(schema: Schema, value: Any) -> bool:
    """Whether a value is of this schema: deep for mappings, by its type for the items of lists."""
    schema = resolved(schema)
    if "anyOf" in schema:
        return any(fits(each, value) for each in schema["anyOf"])
    if "enum" in schema:
        return any(value == each and type(value) is type(each) for each in schema["enum"])
    kind = schema.get("type", "string")
    if isinstance(value, bool) != (kind == "boolean") or not isinstance(value, TYPES[kind]):
        return False
    if isinstance(value, str):
        return re.search(schema.get("pattern", ""), value) is not None
    return not isinstance(value, dict) or "properties" not in schema or _has_keys(schema, value)


def _has_keys(schema: Schema, value: dict[str, Any]) -> bool:
    known = value.keys() <= schema["properties"].keys() and value.keys() >= set(schema.get("required", ()))
    return known and all(fits(schema["properties"][key], item) for key, item in value.items())


def inner(schema: Schema, key: str | int) -> Schema:
    """The schema of what a mapping has under a key, or a list at an index."""
    if isinstance(key, int):
        found: Schema = schema["items"]
    else:
        found = schema["properties"][key] if "properties" in schema else schema["additionalProperties"]
    return found


def parts(schema: Schema, value: Any) -> Iterator[tuple[Schema, Any]]:
    """Every value in a value, itself first, each with the schema that it is of."""
    schema = branch(schema, value)
    yield schema, value
    if isinstance(value, dict | list):
        for key, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from parts(inner(schema, key), item)
