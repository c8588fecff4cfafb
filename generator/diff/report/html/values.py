"""Values before and after, as people read them: long texts line by line, all cut where they are too long."""

import json
from collections.abc import Iterator
from difflib import unified_diff
from typing import Any, NamedTuple

from generator.diff.change import ABSENT, UNKNOWN, Field

_CHARACTERS = 1500
_LINES = 200
_INLINE = 100


class Shown(NamedTuple):
    """What was and what is, as text; None where there is nothing. With `lines` both are one text, as a line diff."""

    old: str | None
    new: str | None
    lines: list[tuple[str, str]]
    unknown: bool = False

    @property
    def size(self) -> int:
        """Characters of all of it."""
        return len(self.old or "") + len(self.new or "") + sum(len(line) for _, line in self.lines)


def shown(field: Field) -> Shown:
    """A field's values."""
    old, new = _unpacked(field.old), _unpacked(field.new)
    if _is_long(old) and _is_long(new):
        return Shown(None, None, list(_compared(_lines(old), _lines(new))))
    return Shown(_text(old), None if new is UNKNOWN else _text(new), [], new is UNKNOWN)


def _unpacked(value: Any) -> Any:
    """JSON in a string, as policies and settings of add-ons are, is shown as what it is."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _is_long(value: Any) -> bool:
    if isinstance(value, str):
        return "\n" in value
    return isinstance(value, dict | list) and len(json.dumps(value, default=repr)) > _INLINE


def _text(value: Any) -> str | None:
    if value is ABSENT:
        return None
    text = value if isinstance(value, str) and "\n" in value else json.dumps(value, ensure_ascii=False, default=repr)
    if len(text) > _INLINE and isinstance(value, dict | list):
        text = "\n".join(_lines(value))
    return text if len(text) <= _CHARACTERS else f"{text[:_CHARACTERS]}… ({len(text):,} characters)"


def _lines(value: Any) -> list[str]:
    text = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False, default=repr)
    return text.split("\n")


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """The lines that differ, with some around them, each with what happens to it: added, removed, kept, skipped."""
    kinds = {"+": "added", "-": "removed", " ": "kept", "@": "skipped"}
    # Compared are as many lines as can be shown many times over: the comparison is quadratic.
    found = unified_diff(old[: _LINES * 10], new[: _LINES * 10], lineterm="", n=2)
    for number, line in enumerate(found):
        if number > _LINES:
            yield "skipped", "more lines"
            return
        if number > 1:
            yield kinds[line[0]], line[1:300] if line[0] != "@" else "…"
