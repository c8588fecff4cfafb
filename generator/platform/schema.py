"""The JSON Schema of platform.yaml, generated from the types.

Three variants of every mapping: `strict` is what a merged platform must be; `common` is the same with nothing required,
since environments may complete it; `override` also allows null, which removes a key (RFC 7396). Values in lists are
replaced whole, so they are strict everywhere.
"""

from typing import Any, Literal

Variant = Literal["strict", "common", "override"]
Schema = dict[str, Any]

NOT_IN_ENVIRONMENTS = ("apiVersion", "name", "lint", "environments")
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def strict(kind: type | None = None) -> Schema:
    """The schema of one environment's merged platform; it decides, together with the types, what is valid.

    With `kind`, that of another type.
    """
    definitions = _definitions(kind)
    return {
        "$ref": f"#/$defs/{kind.__name__ if kind else 'Definition'}",
        "$defs": {name: _variant(body, "strict") for name, body in definitions.items()},
    }


def editor() -> Schema:
    """The schema of the file, for editors: the common part, and what environments change in it."""
    definitions = _definitions()
    root = _variant(definitions["Definition"], "common") | {"required": ["apiVersion", "name"]}
    override = _variant(definitions["Definition"], "override")
    override["properties"] = {k: v for k, v in override["properties"].items() if k not in NOT_IN_ENVIRONMENTS}
    name = definitions["Allow"]["properties"]["environment"]["anyOf"][0]
    root["properties"]["environments"] = {
        "description": "With this key exactly these environments exist; each is merged over the rest of the file.",
        "type": "object",
        "minProperties": 1,
        "propertyNames": name,
        "additionalProperties": {"anyOf": [{"$ref": "#/$defs/Environment"}, {"type": "null"}]},
    }
    found = {"Environment": override | {"title": "Environment", "description": "What is different in an environment."}}
    _reach(root, definitions, found)
    _reach(override, definitions, found)
    return {"$schema": DIALECT} | root | {"title": "groundplan platform", "$defs": dict(sorted(found.items()))}


def _definitions(kind: type | None = None) -> dict[str, Schema]:
    import msgspec

    from generator.platform.types.platform import Definition

    return dict(msgspec.json.schema(kind or Definition)["$defs"])


def _reach(schema: Any, definitions: dict[str, Schema], found: dict[str, Schema]) -> None:
    """Add every definition that the schema refers to, in the variant that it names."""
    if isinstance(schema, list):
        for item in schema:
            _reach(item, definitions, found)
    elif isinstance(schema, dict):
        name = str(schema.get("$ref", "")).removeprefix("#/$defs/")
        if name and name not in found:
            base, _, variant = name.partition(".")
            found[name] = _variant(definitions[base], variant or "strict")  # type: ignore[arg-type]
            _reach(found[name], definitions, found)
        for item in schema.values():
            _reach(item, definitions, found)


def _variant(schema: Schema, variant: Variant) -> Schema:
    body = {key: _rewrite(value, variant) for key, value in schema.items()}
    if variant != "strict":
        body.pop("required", None)
    if variant == "override" and "properties" in body:
        body["properties"] = {key: _nullable(value) for key, value in body["properties"].items()}
    return body


def _rewrite(value: Any, variant: Variant) -> Any:
    if isinstance(value, list):
        return [_rewrite(item, variant) for item in value]
    if not isinstance(value, dict):
        return value
    result = {}
    for key, item in _without_null(value).items():
        result[key] = _rewrite(item, "strict" if key == "items" else variant)
    if variant != "strict" and "$ref" in result:
        result["$ref"] = f"{result['$ref']}.{variant}"
    if variant == "override" and isinstance(result.get("additionalProperties"), dict):
        result["additionalProperties"] = _nullable(result["additionalProperties"])
    return result


def _without_null(schema: Schema) -> Schema:
    """None is how the types say that a key is absent; nobody writes it."""
    schema = {k: v for k, v in schema.items() if not (k == "default" and v is None) and not (k == "examples" and not v)}
    branches = [branch for branch in schema.get("anyOf", ()) if branch != {"type": "null"}]
    if len(branches) == 1:
        rest = {k: v for k, v in schema.items() if k != "anyOf"}
        only: Schema = branches[0]
        return only | rest if "$ref" not in only else rest | only
    return schema | {"anyOf": branches} if branches else schema


def _nullable(schema: Schema) -> Schema:
    outer = {key: schema[key] for key in ("description", "default") if key in schema}
    inner = {key: value for key, value in schema.items() if key not in outer}
    branches = inner["anyOf"] if list(inner) == ["anyOf"] else [inner]
    return outer | {"anyOf": [*branches, {"type": "null"}]}
