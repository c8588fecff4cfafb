"""OpenAPI v3 schemas, as Kubernetes has them, made into strict JSON Schemas for kubeconform.

OpenAPI 3.0 is based on JSON Schema draft 4 (https://spec.openapis.org/oas/v3.0.3#schema-object); so are ours.
"""

import json
from collections.abc import Callable
from typing import Any

Schema = dict[str, Any]

DRAFT = "http://json-schema.org/draft-04/schema#"
_ANNOTATIONS = frozenset({"$id", "$schema", "default", "description", "example", "externalDocs", "nullable", "title"})
_MAPS = frozenset({"properties", "patternProperties", "definitions", "$defs"})
_LISTS = frozenset({"allOf", "anyOf", "oneOf"})
_SINGLES = frozenset({"items", "additionalProperties", "not"})
_LOGICAL = _LISTS | {"not"}

_STRINGS = {"type": "object", "additionalProperties": {"type": "string"}}
# What Git may say of an object; the server's own fields (uid, managedFields and so on) are not among them.
_METADATA = {
    "type": "object",
    "required": ["name"],
    "additionalProperties": False,
    "properties": {
        "annotations": _STRINGS,
        "finalizers": {"type": "array", "items": {"type": "string"}},
        "labels": _STRINGS,
        "name": {"type": "string", "maxLength": 253},
        "namespace": {"type": "string", "maxLength": 63},
    },
}


def compact(schema: Schema) -> Schema:
    """The schema without what does not decide validity."""
    kept = {key: value for key, value in schema.items() if not _is_annotation(key)}
    return _children(kept, lambda _, child: compact(child))


def custom_resource(group: str, version: str, kind: str, openapi: Schema) -> Schema:
    """The strict JSON Schema of a custom resource, whose `openAPIV3Schema` is `openapi`."""
    schema = _close(openapi)
    fixed: Schema = {"apiVersion": {"enum": [f"{group}/{version}"]}, "kind": {"enum": [kind]}}
    if "metadata" in schema["properties"]:
        fixed["metadata"] = _METADATA
    required = {*schema.get("required", ()), *fixed}
    properties = schema["properties"] | fixed
    return schema | {"$schema": DRAFT, "properties": properties, "required": sorted(required)}


def custom_resource_path(group: str, version: str, kind: str) -> str:
    return f"schemas/crds/{group}/{kind.lower()}_{version}.json"


def to_json(schema: Schema) -> bytes:
    return (json.dumps(schema, indent=1, sort_keys=True) + "\n").encode()


def _close(schema: Schema, structural: bool = True) -> Schema:
    """Refuses unknown fields where the API server drops them.

    Only the structural part of a schema decides that; inside allOf, anyOf, oneOf and not are conditions
    (https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/).
    """
    closed = _children(schema, lambda key, child: _close(child, structural and key not in _LOGICAL))
    open_ended = schema.get("x-kubernetes-preserve-unknown-fields") or "additionalProperties" in schema
    if structural and "properties" in schema and not open_ended:
        closed["additionalProperties"] = False
    if schema.get("x-kubernetes-int-or-string") and "anyOf" not in schema:
        closed["anyOf"] = [{"type": "integer"}, {"type": "string"}]
    if schema.get("nullable"):
        closed = _nullable(closed)
    return {key: value for key, value in closed.items() if not _is_annotation(key)}


def _nullable(schema: Schema) -> Schema:
    return {"anyOf": [{"type": "null"}, {key: value for key, value in schema.items() if key != "nullable"}]}


def _is_annotation(key: str) -> bool:
    return key in _ANNOTATIONS or key.startswith("x-")


def _children(schema: Schema, change: Callable[[str, Schema], Schema]) -> Schema:
    """The schema with each schema directly inside it changed; names of properties are no keywords."""
    changed = dict(schema)
    for key, value in schema.items():
        if key in _MAPS:
            changed[key] = {name: change(key, child) for name, child in value.items()}
        elif key in _LISTS:
            changed[key] = [change(key, child) for child in value]
        elif key in _SINGLES and isinstance(value, dict):
            changed[key] = change(key, value)
    return changed
