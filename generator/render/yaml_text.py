"""Values as YAML for Kubernetes and Flux: block style, no anchors, no string that could be taken for something else.

Written out because a render of 1,000 services spends most of its time here: libyaml's emitter takes several times as
long.
"""

import json
import re
from functools import lru_cache
from typing import Any, NamedTuple

from generator.render.files import GENERATED


class Variable(NamedTuple):
    """A value that only AWS knows: a key of the ConfigMap flux-runtime-info, which Flux substitutes."""

    name: str


# Plain text starts with a letter or a slash, so that it is no number, date or time for YAML 1.1 either.
_PLAIN = re.compile(r"[A-Za-z/](?:[A-Za-z0-9_./@+-]|:(?=[A-Za-z0-9_./@+-]))*")
_WORDS = {"y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan"}
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
_DOLLARS = re.compile(r"\$+(?=\{)|\${2,}")
_BLOCK = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff][^\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]*")


def manifest(value: dict[str, Any]) -> bytes:
    """A file with one object."""
    return f"# {GENERATED}\n{dump(value)}".encode()


def dump(value: dict[str, Any]) -> str:
    """A mapping as YAML text; keys keep their order, and what is None is left out."""
    lines: list[str] = []
    _mapping(value, "", lines)
    return "\n".join(lines) + "\n"


def _mapping(value: dict[str, Any], indent: str, lines: list[str]) -> None:
    for key, item in value.items():
        if item is not None:
            _item(f"{indent}{_scalar(key)}:", item, indent, lines)


def _item(head: str, value: Any, indent: str, lines: list[str]) -> None:
    """One entry of a mapping or a sequence; types are compared, since this is the hottest loop of a render."""
    kind = type(value)
    if kind is str:
        if "\n" in value and _is_block(value):
            _block(head, value, indent, lines)
        else:
            lines.append(f"{head} {_scalar(value)}")
    elif kind is dict and value:
        lines.append(head)
        _mapping(value, indent + "  ", lines)
    elif (kind is list or kind is tuple) and value:
        lines.append(head)
        _sequence(value, indent, lines)
    else:
        lines.append(f"{head} {_leaf(value)}")


def _sequence(value: list[Any] | tuple[Any, ...], indent: str, lines: list[str]) -> None:
    for item in value:
        kind = type(item)
        if item and (kind is dict or kind is list or kind is tuple):
            first = len(lines)
            (_mapping if kind is dict else _sequence)(item, indent + "  ", lines)
            lines[first] = f"{indent}- {lines[first][len(indent) + 2 :]}"
        else:
            _item(f"{indent}-", item, indent, lines)


def _is_block(text: str) -> bool:
    return _BLOCK.fullmatch(text.rstrip("\n")) is not None and not text.endswith("\n\n")


def _block(head: str, text: str, indent: str, lines: list[str]) -> None:
    lines.append(f"{head} |{'' if text.endswith(chr(10)) else '-'}")
    body = _escaped(text).removesuffix("\n")
    lines.extend(f"{indent}  {line}" if line else "" for line in body.split("\n"))


def _leaf(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Variable):
        return f"${{{value.name}}}"
    if isinstance(value, dict | list | tuple):
        return "{}" if isinstance(value, dict) else "[]"
    return repr(value)


@lru_cache(maxsize=4096)
def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        return text
    quoted = json.dumps(_escaped(text), ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def _escaped(text: str) -> str:
    """Flux replaces ${...} and makes one dollar of two; doubled there, a user's own text comes out as it is."""
    return _DOLLARS.sub(lambda found: found.group() * 2, text) if "$" in text else text
