"""Terraform's JSON syntax: blocks that hand out their own references, and text that is escaped in one place.

https://developer.hashicorp.com/terraform/language/syntax/json
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from generator.render.files import GENERATED


class Expression(NamedTuple):
    """A piece of Terraform that is evaluated; all other text is data."""

    source: str


class Template(NamedTuple):
    """Text with expressions in it, escaped where it must be."""

    source: str


class Block(NamedTuple):
    """A block: its kind, its labels, its arguments."""

    kind: str
    labels: tuple[str, ...]
    body: Any

    @property
    def address(self) -> str:
        """What depends_on takes."""
        prefix = {"resource": (), "locals": ("local",)}.get(self.kind, (self.kind,))
        return ".".join((*prefix, *self.labels))

    def value(self) -> Expression:
        """The value of a local."""
        return Expression(self.address)

    def ref(self, attribute: str) -> Expression:
        """An attribute of this block, such as `id` or `vpc_config[0].vpc_id`."""
        return Expression(f"{self.address}.{attribute}")


def resource(kind: str, name: str, /, **body: Any) -> Block:
    """A managed resource; arguments that are None are left out."""
    return Block("resource", (kind, name), _given(body))


def data(kind: str, name: str, /, **body: Any) -> Block:
    """A data source."""
    return Block("data", (kind, name), _given(body))


def provider(name: str, /, **body: Any) -> Block:
    """A provider's configuration."""
    return Block("provider", (name,), _given(body))


def output(name: str, description: str, value: Any) -> Block:
    """An output of the root."""
    return Block("output", (name,), {"description": description, "value": value})


def local(name: str, value: Any) -> Block:
    """A named value inside the root."""
    return Block("locals", (name,), value)


def settings(**body: Any) -> Block:
    """The `terraform` block."""
    return Block("terraform", (), _given(body))


def _given(body: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in body.items() if value is not None}


def call(function: str, *arguments: Expression | int) -> Expression:
    """A call of one of Terraform's functions."""
    sources = (str(argument) if isinstance(argument, int) else argument.source for argument in arguments)
    return Expression(f"{function}({', '.join(sources)})")


def literal(value: str | Sequence[str]) -> Expression:
    """A text, or a list of texts, as Terraform's own syntax writes it inside an expression."""
    texts = value if isinstance(value, str) else list(value)
    return Expression(_text(json.dumps(texts, ensure_ascii=False)))


def join(*parts: str | Expression | Template) -> Template:
    """One text from texts and expressions."""
    return Template("".join(_text(part) for part in parts))


def json_text(value: Any) -> Template:
    """A JSON document as an argument, with expressions inside: sorted, compact, the same bytes everywhere."""
    return Template(json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False))


def depends_on(*blocks: Block) -> list[str]:
    """What the argument depends_on takes, in a fixed order."""
    return sorted(block.address for block in blocks)


def to_json(blocks: Iterable[Block]) -> bytes:
    """A *.tf.json file; raises ValueError where two blocks have one address."""
    document: dict[str, Any] = {"//": GENERATED}
    for block in blocks:
        parent = document
        path = (block.kind, *block.labels)
        for label in path[:-1]:
            parent = parent.setdefault(label, {})
        if path[-1] in parent:
            raise ValueError(f"two blocks {block.address}")
        parent[path[-1]] = _plain(block.body)
    return (json.dumps(document, sort_keys=True, indent=2, ensure_ascii=False) + "\n").encode()


def _plain(value: Any) -> Any:
    if isinstance(value, str | Expression | Template):
        return _text(value)
    if isinstance(value, dict):
        return {_text(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _text(value: str | Expression | Template) -> str:
    if isinstance(value, Template):
        return value.source
    if isinstance(value, Expression):
        return f"${{{value.source}}}"
    return value.replace("${", "$${").replace("%{", "%%{")
