"""A value as YAML on one line, as a person would write it."""

import json
import re

from generator.platform.document.yaml_scalar import WORDS, resolve

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_./@+-]*|[0-9]+[A-Za-z]+")
_WORDS_OF_1_1 = frozenset(("y", "n", "yes", "no", "on", "off"))
"""What other readers of the file may take for a boolean: https://yaml.org/type/bool.html."""


def inline(value: object, quote: str = "") -> str:
    """A value in flow style; a string has these quotes, or those that it needs."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{inline(key, quote)}: {inline(item, quote)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(inline(item, quote) for item in value) + "]"
    return _text(value, quote) if isinstance(value, str) else json.dumps(value)


def _text(value: str, quote: str) -> str:
    if quote == "'" and value.isprintable():
        return "'" + value.replace("'", "''") + "'"
    if not quote and _is_plain(value):
        return value
    return json.dumps(value, ensure_ascii=not value.isprintable())


def _is_plain(value: str) -> bool:
    if not _PLAIN.fullmatch(value) or value in WORDS or value.lower() in _WORDS_OF_1_1:
        return False
    return isinstance(resolve(value), str)
