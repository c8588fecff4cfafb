"""Platforms at random: each change is one that the schema allows, and is taken back where the whole does not load."""

import re
from functools import cache
from typing import Any

from hypothesis import strategies as st

from tests.any_platform.corpus import Document, documents, donors, typed
from tests.any_platform.schema import Schema, branch, inner, parts, resolved, whole

ALPHABET = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])
DEEP = 4
"""Below so many mappings only what is required is made anew."""


@st.composite
def valid_platforms(draw: st.DrawFn) -> Document:
    """A document of one environment that fits the schema and, most of the time, loads."""
    document = draw(st.sampled_from(documents()))
    for _ in range(draw(st.integers(1, 8))):
        other = _changed(draw, whole(), document, _words(document))
        document = other if typed(other) else document
    return document


def _words(document: Document) -> list[str]:
    """Its strings and the keys of its maps: names by which its parts refer to each other."""
    found = {value for _, value in parts(whole(), document) if isinstance(value, str)}
    for schema, value in parts(whole(), document):
        found |= value.keys() if isinstance(value, dict) and "properties" not in schema else set()
    return sorted(found)


def _changed(draw: st.DrawFn, schema: Schema, value: Any, words: list[str]) -> Any:
    """The value with one thing in it replaced, added or removed."""
    top = schema is whole()
    schema = branch(schema, value)
    if isinstance(value, dict) and (value or not top) and (top or not _chance(draw, 6)):
        return _changed_mapping(draw, schema, value, words)
    if isinstance(value, list) and value and not _chance(draw, 4):
        index = draw(st.integers(0, len(value) - 1))
        more = _chance(draw, 2) and len(value) < schema.get("maxItems", 1000)
        item = _changed(draw, inner(schema, index), value[index], words)
        return [*value, item] if more else [*value[:index], item, *value[index + 1 :]]
    return _made(draw, schema, words, 1)


def _changed_mapping(draw: st.DrawFn, schema: Schema, value: Document, words: list[str]) -> Document:
    key, kept = _key(draw, schema, value, words), schema.get("required", ())
    if key not in value:
        return {**value, key: _made(draw, inner(schema, key), words, 0)}
    fewest = schema.get("minProperties", 0)
    if key not in kept and len(value) > fewest and _chance(draw, 5):
        return {other: item for other, item in value.items() if other != key}
    return {**value, key: _changed(draw, inner(schema, key), value[key], words)}


def _key(draw: st.DrawFn, schema: Schema, value: Document, words: list[str]) -> str:
    """A key that is there or, as often, may be there."""
    if "properties" in schema:
        present = sorted(value) if _chance(draw, 2) else []
        return str(draw(st.sampled_from(present or sorted(schema["properties"]))))
    if value and (_chance(draw, 2) or len(value) >= schema.get("maxProperties", 1000)):
        return draw(st.sampled_from(sorted(value)))
    return _string(draw, schema.get("propertyNames", {}), words)


def _made(draw: st.DrawFn, schema: Schema, words: list[str], depth: int) -> Any:
    """A value of a schema: one that somebody wrote there or, as often, a new one."""
    schema = resolved(schema)
    written = donors().get(id(schema), [])
    if written and _chance(draw, 2):
        return draw(st.sampled_from(written))
    if "anyOf" in schema:
        return _made(draw, draw(st.sampled_from(schema["anyOf"])), words, depth)
    if "enum" in schema:
        return draw(st.sampled_from(schema["enum"]))
    return _new(draw, schema, words, depth)


def _new(draw: st.DrawFn, schema: Schema, words: list[str], depth: int) -> Any:
    kind = schema.get("type", "string")
    if kind == "string":
        return _string(draw, schema, words)
    if kind == "boolean":
        return draw(st.booleans())
    if kind == "array":
        fewest = schema.get("minItems", 0)
        count = draw(st.integers(fewest, min(schema.get("maxItems", 1000), fewest + 3)))
        return [_made(draw, schema["items"], words, depth + 1) for _ in range(count)]
    if kind == "object":
        return _mapping(draw, schema, words, depth)
    return draw(_numbers(kind, schema.get("minimum", schema.get("exclusiveMinimum", -1000)), schema.get("maximum")))


def _mapping(draw: st.DrawFn, schema: Schema, words: list[str], depth: int) -> Document:
    if "properties" not in schema:
        fewest = schema.get("minProperties", 0)
        count = draw(st.integers(fewest, fewest + 2))
        names = [_string(draw, schema.get("propertyNames", {}), words) for _ in range(count)]
        return {name: _made(draw, schema["additionalProperties"], words, depth + 1) for name in names}
    required = schema.get("required", [])
    optional = sorted(schema["properties"].keys() - set(required)) if depth < DEEP else []
    more = draw(st.lists(st.sampled_from(optional), max_size=4, unique=True)) if optional else []
    return {key: _made(draw, schema["properties"][key], words, depth + 1) for key in (*required, *more)}


def _string(draw: st.DrawFn, schema: Schema, words: list[str]) -> str:
    """One that refers to something, an example of the documentation, or any that the pattern allows."""
    known = [word for word in words if _pattern(schema.get("pattern", "")).search(word)]
    if known and _chance(draw, 2):
        return draw(st.sampled_from(known))
    if "examples" in schema and _chance(draw, 2):
        return str(draw(st.sampled_from(schema["examples"])))
    if "pattern" in schema:
        return draw(_matching(schema["pattern"]))
    return draw(st.text(ALPHABET, min_size=schema.get("minLength", 0), max_size=20))


def _chance(draw: st.DrawFn, of: int) -> bool:
    """Once in so many times."""
    return draw(st.integers(0, of - 1)) == 0


@cache
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@cache
def _matching(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, alphabet=ALPHABET)


@cache
def _numbers(kind: str, least: float, most: float | None) -> st.SearchStrategy[float]:
    """Bounds above all, and what is near them."""
    most = most if most is not None else 10**9
    ends = st.sampled_from([least + (kind == "number"), most])
    if kind == "number":
        return ends | st.floats(least, most, exclude_min=True)
    return ends | st.integers(int(least), min(int(most), int(least) + 20)) | st.integers(int(least), int(most))
