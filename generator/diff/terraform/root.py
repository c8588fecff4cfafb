"""One rendered root: its resources by address, as Terraform reads them from all its files."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.diff.change import Path
from generator.render.files import Files

_REFERENCE = re.compile(
    r"\b(?<!data\.)(aws_[a-z0-9_]+|helm_release|kubernetes_[a-z0-9_]+)\.([A-Za-z0-9_-]+)\.([a-z0-9_]+(?:\[[0-9]+\]|\.[a-z0-9_]+)*)"
)
_INDEX = re.compile(r"\[[0-9]+\]")


_GIVEN = re.compile(r"\b(local|data\.[a-z0-9_]+\.[A-Za-z0-9_-]+)\.([A-Za-z0-9_-]+)")
_ALONE = re.compile(r"\$\{([^{}\"]*)\}")


class Reference(NamedTuple):
    """An attribute of a resource that an argument is made of, by its names from the resource down."""

    address: str
    attribute: Path


class Root(NamedTuple):
    """The resources of a root by address (`type.name`), what moved where, and the tags that the provider adds."""

    resources: dict[str, dict[str, Any]]
    moved: dict[str, str]
    default_tags: Any


def root(files: Files, folder: str) -> Root:
    """Read a root out of a render."""
    resources: dict[str, dict[str, Any]] = {}
    moved: dict[str, str] = {}
    tags: Any = None
    given: dict[str, Any] = {}
    for document in _documents(files, folder):
        for kind, named in document.get("resource", {}).items():
            for name, body in named.items():
                resources[f"{kind}.{name}"] = resources.get(f"{kind}.{name}", {}) | body
        moved |= {block["from"]: block["to"] for block in document.get("moved", ())}
        given |= _given(document)
        tags = document.get("provider", {}).get("aws", {}).get("default_tags", tags)
    if given:
        resources = {address: _expanded(body, given) for address, body in resources.items()}
    return Root(resources, moved, tags)


def _documents(files: Files, folder: str) -> list[dict[str, Any]]:
    """The root's files; those that override others come last.

    https://developer.hashicorp.com/terraform/language/files/override
    """
    paths = [path for path in files if path.startswith(f"{folder}/") and path.endswith(".tf.json")]
    overriding = {path for path in paths if path.endswith(("/override.tf.json", "_override.tf.json"))}
    return [json.loads(files[path]) for path in sorted(paths, key=lambda path: (path in overriding, path))]


def _given(document: dict[str, Any]) -> dict[str, Any]:
    """The values of locals, and what data sources are asked by, which they answer too; by their names."""
    found = {f"local.{name}": value for name, value in document.get("locals", {}).items()}
    for kind, named in document.get("data", {}).items():
        for name, body in named.items():
            found |= {f"data.{kind}.{name}.{key}": value for key, value in body.items() if isinstance(value, str)}
    return found


def _expanded(value: Any, given: dict[str, Any]) -> Any:
    """An argument with values in the place of their names."""
    if isinstance(value, dict):
        return {key: _expanded(item, given) for key, item in value.items()}
    if isinstance(value, list):
        return [_expanded(item, given) for item in value]
    if isinstance(value, str) and "${" in value:
        alone = _ALONE.fullmatch(value)
        if alone and alone[1] in given:
            return _expanded(given[alone[1]], given)
        return _GIVEN.sub(lambda name: _text(name[0], given), value)
    return value


def _text(name: str, given: dict[str, Any]) -> str:
    if name not in given:
        return name
    found = _expanded(given[name], given)
    return found if isinstance(found, str) else json.dumps(found, sort_keys=True)


def references(value: Any, path: Path = ()) -> Iterator[tuple[Path, Reference]]:
    """Every attribute of another resource in an argument's value, and where in it."""
    if isinstance(value, str) and "${" in value:
        for kind, name, attribute in _REFERENCE.findall(value):
            yield path, Reference(f"{kind}.{name}", tuple(_INDEX.sub("", attribute).split(".")))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from references(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from references(item, (*path, index))
