"""docs/language.md: every key of platform.yaml, from the JSON Schema."""

from typing import Any

from generator.platform.schema import strict

INTRODUCTION = """# The language of platform.yaml

Every key, by the mapping that it belongs to. Start from [platform.yaml](../platform.yaml), the worked example.
"""


def files() -> dict[str, bytes]:
    """The reference of the language."""
    definitions = strict()["$defs"]
    names = ["Definition", *(name for name in definitions if name != "Definition")]
    return {"docs/language.md": "\n".join([INTRODUCTION, *(_section(n, definitions[n]) for n in names)]).encode()}


def _section(name: str, schema: dict[str, Any]) -> str:
    title = "platform.yaml" if name == "Definition" else name
    lines = [f"## {title}", "", schema.get("description", ""), "", "| key | type | default | |", "|---|---|---|---|"]
    required = schema.get("required", ())
    for key, value in schema["properties"].items():
        default = "required" if key in required else _default(value)
        lines.append(f"| `{key}` | {_type(value)} | {default} | {_cell(value.get('description', ''))} |")
    return "\n".join([*lines, ""])


def _default(schema: dict[str, Any]) -> str:
    return f"`{_plain(schema['default'])}`" if schema.get("default") not in (None, {}, [], ()) else ""


def _plain(value: Any) -> str:
    import json

    return value if isinstance(value, str) else json.dumps(value)


def _type(schema: dict[str, Any]) -> str:
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "anyOf" in schema:
        return " or ".join(_type(branch) for branch in schema["anyOf"])
    if "enum" in schema:
        return ", ".join(f"`{_plain(value)}`" for value in schema["enum"])
    if schema.get("type") == "array":
        return f"list of {_type(schema['items'])}"
    if schema.get("type") == "object":
        return f"map of {_type(schema['additionalProperties'])}"
    return _cell(schema.get("title") or _bounded(schema))


def _bounded(schema: dict[str, Any]) -> str:
    if "minimum" in schema and "maximum" in schema:
        return f"{schema['minimum']} to {schema['maximum']}"
    if "minimum" in schema:
        return f"at least {schema['minimum']}"
    if "exclusiveMinimum" in schema and "maximum" in schema:
        return f"above {schema['exclusiveMinimum']}, at most {schema['maximum']}"
    names = {"string": "text", "boolean": "true or false", "integer": "a whole number", "number": "a number"}
    return names[schema["type"]]


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
