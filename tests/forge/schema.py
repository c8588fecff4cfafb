"""Requests and answers judged by an OpenAPI 3.0 description, and the least answer that it allows."""

import re
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from tests.forge.description import description

_URI = "urn:description"


class Operation:
    """What the description says of a method of a path."""

    def __init__(self, method: str, path: str) -> None:
        found = [
            methods[method.lower()]
            for template, methods in description()["paths"].items()
            if method.lower() in methods and re.fullmatch(re.sub(r"\{\w+\}", r"[^/]+", template), path)
        ]
        assert found, f"{method} {path} is no operation that is described"
        self.described: dict[str, Any] = found[0]

    def faults(self, query: dict[str, str], body: Any) -> list[str]:
        """What is wrong with a request."""
        parameters = [_resolved(each) for each in self.described.get("parameters", [])]
        known = {each["name"]: each["schema"] for each in parameters if each["in"] == "query"}
        wrong = [f"query: {name}" for name in query if name not in known]
        wrong += [f"query: {name}: no number" for name, value in query.items() if not value.isdigit()]
        wanted = self.described.get("requestBody")
        if wanted is None:
            return [*wrong, *(["a body"] if body is not None else [])]
        return [*wrong, *errors(wanted["content"]["application/json"]["schema"], body)]

    def schema(self, status: int) -> dict[str, Any] | None:
        """The form of an answer; None where it is not described, or empty."""
        answer = _resolved(self.described["responses"].get(str(status), {}))
        found: dict[str, Any] | None = answer.get("content", {}).get("application/json", {}).get("schema")
        return found


def errors(schema: dict[str, Any], value: Any) -> list[str]:
    """Where a value is not as its schema says."""
    judge = Draft202012Validator(_modern(schema), registry=_registry())
    return [f"{error.json_path}: {error.message[:200]}" for error in judge.iter_errors(value)]


def least(schema: dict[str, Any]) -> Any:
    """The smallest value that a schema allows: only what is required, null where that may be."""
    schema = _resolved(schema)
    if schema.get("nullable"):
        return None
    for key in ("allOf", "oneOf", "anyOf"):
        if key in schema:
            parts = [least(each) for each in schema[key]]
            return {name: each for part in parts for name, each in part.items()} if key == "allOf" else parts[0]
    if "enum" in schema:
        return schema["enum"][0]
    if schema.get("type") == "object" or "properties" in schema:
        return {name: least(schema["properties"][name]) for name in schema.get("required", ())}
    strings = {"uri": "https://example.com/", "date-time": "2026-11-23T00:00:00Z"}
    plain = {"string": strings.get(schema.get("format", ""), "x"), "integer": 1, "number": 1, "boolean": False}
    return plain.get(schema.get("type", ""), [])


def _resolved(value: dict[str, Any]) -> dict[str, Any]:
    while "$ref" in value:
        found: Any = description()
        for key in value["$ref"].split("/")[1:]:
            found = found[key]
        value = found
    return value


@cache
def _registry() -> Any:
    whole = Resource.from_contents(_modern(description()), default_specification=DRAFT202012)
    return Registry().with_resource(_URI, whole)


def _modern(value: Any) -> Any:
    """Null as JSON Schema says it, and references that lead into the description."""
    if isinstance(value, list):
        return [_modern(each) for each in value]
    if not isinstance(value, dict):
        return value
    made = {key: _modern(each) for key, each in value.items() if key != "nullable"}
    if isinstance(made.get("$ref"), str):
        made["$ref"] = _URI + made["$ref"]
    return {"anyOf": [made, {"type": "null"}]} if value.get("nullable") is True else made
