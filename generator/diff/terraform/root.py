"""One rendered root: its resources by address, as Terraform reads them from all its files."""

import json
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from generator.diff.change import Path
from generator.render.files import Files

_REFERENCE = re.compile(
    r"\b(?<!data\.)(aws_[a-z0-9_]+|helm_release|kubernetes_[a-z0-9_]+)\.([A-Za-z0-9_-]+)\.([a-z0-9_]+)"
)


_LOCAL = re.compile(r"\blocal\.([A-Za-z0-9_-]+)")


class Reference(NamedTuple):
    """An attribute of a resource that an argument is made of."""

    address: str
    attribute: str


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
    locals_: dict[str, Any] = {}
    for path, text in files.items():
        if not path.startswith(f"{folder}/") or not path.endswith(".tf.json"):
            continue
        document = json.loads(text)
        for kind, named in document.get("resource", {}).items():
            resources |= {f"{kind}.{name}": body for name, body in named.items()}
        moved |= {block["from"]: block["to"] for block in document.get("moved", ())}
        locals_ |= document.get("locals", {})
        tags = document.get("provider", {}).get("aws", {}).get("default_tags", tags)
    if locals_:
        resources = {address: _expanded(body, locals_) for address, body in resources.items()}
    return Root(resources, moved, tags)


def _expanded(value: Any, locals_: dict[str, Any]) -> Any:
    """An argument with the values of locals in the place of their names."""
    if isinstance(value, dict):
        return {key: _expanded(item, locals_) for key, item in value.items()}
    if isinstance(value, list):
        return [_expanded(item, locals_) for item in value]
    if isinstance(value, str) and "${" in value and "local." in value:
        return _LOCAL.sub(lambda name: _text(name, locals_), value)
    return value


def _text(name: re.Match[str], locals_: dict[str, Any]) -> str:
    if name[1] not in locals_:
        return name[0]
    found = _expanded(locals_[name[1]], locals_)
    return found if isinstance(found, str) else json.dumps(found, sort_keys=True)


def references(value: Any, path: Path = ()) -> Iterator[tuple[Path, Reference]]:
    """Every attribute of another resource in an argument's value, and where in it."""
    if isinstance(value, str) and "${" in value:
        for kind, name, attribute in _REFERENCE.findall(value):
            yield path, Reference(f"{kind}.{name}", attribute)
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from references(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from references(item, (*path, index))
