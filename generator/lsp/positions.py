"""Places in a text as editors count them, and as we do.

Editors count lines from 0 and characters in units of an agreed encoding, UTF-16 unless agreed otherwise, and know fewer
ends of lines than YAML does:
https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#textDocuments
"""

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate, pairwise

from lsprotocol.types import Position, PositionEncodingKind, Range

from generator.platform.document.source import Span
from generator.platform.document.yaml_tree import BREAK

_EDITORS_BREAK = re.compile("\r\n|[\n\r]")
_OTHERS = re.compile("[\r\x85\u2028\u2029]")
Width = Callable[[str], int]


def utf16(text: str) -> int:
    """The length of a text in code units of UTF-16."""
    return len(text) if text.isascii() else len(text) + sum(char > "\uffff" for char in text)


def utf8(text: str) -> int:
    """The length of a text in bytes of UTF-8."""
    return len(text) if text.isascii() else len(text.encode(errors="replace"))


def width(encoding: str | None) -> Width:
    """How long a text is in the encoding that was agreed on."""
    return {PositionEncodingKind.Utf32.value: len, PositionEncodingKind.Utf8.value: utf8}.get(str(encoding), utf16)


def lines(text: str) -> list[str]:
    """The lines of a text as editors count them, with their breaks."""
    starts = [*_starts(text, _EDITORS_BREAK), len(text)]
    return [text[start:end] for start, end in pairwise(starts) if start < end]


def _starts(text: str, break_: re.Pattern[str]) -> list[int]:
    """Where each line starts. Of nearly all texts the lines end by line feeds alone, which are quicker found."""
    if _OTHERS.search(text):
        return [0, *(found.end() for found in break_.finditer(text))]
    return [0, *accumulate(len(line) + 1 for line in text.split("\n")[:-1])]


class Positions:
    """The positions of one text."""

    def __init__(self, text: str, width: Width = utf16) -> None:
        self.text, self.width = text, width
        self._starts = _starts(text, _EDITORS_BREAK)
        self._ours = _starts(text, BREAK)

    @cached_property
    def lines(self) -> list[str]:
        """The lines as YAML counts them, with their breaks."""
        return [self.text[start:end] for start, end in pairwise([*self._ours, len(self.text)])]

    def at(self, offset: int) -> Position:
        """The position of a character, by its index."""
        line = bisect_right(self._starts, offset) - 1
        return Position(line, self.width(self.text[self._starts[line] : offset]))

    def offset(self, position: Position) -> int:
        """The index of a position; what lies beyond a line or the text is at its end."""
        if position.line >= len(self._starts):
            return len(self.text)
        start = self._starts[position.line]
        end = self._end(position.line)
        left = position.character
        for index in range(start, end):
            if left <= 0:
                return index
            left -= self.width(self.text[index])
        return end

    def mark(self, offset: int) -> tuple[int, int]:
        """Line and column of a character as YAML counts them, both from 0."""
        line = bisect_right(self._ours, offset) - 1
        return line, offset - self._ours[line]

    def range(self, start: int, end: int) -> Range:
        """What lies between two characters, by their indices."""
        return Range(self.at(start), self.at(end))

    def span(self, span: Span) -> Range:
        """What a span of ours covers; one beyond the text is at its end."""
        if span.line > len(self._ours):
            return self.range(len(self.text), len(self.text))
        first = self._ours[span.line - 1]
        last = self._ours[span.line] if span.line < len(self._ours) else len(self.text)
        end = first + len(self.text[first:last].rstrip("\r\n\x85\u2028\u2029"))
        return self.range(*(min(first + column - 1, end) for column in (span.column, span.end)))

    def _end(self, line: int) -> int:
        start = self._starts[line]
        after = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return start + len(self.text[start:after].rstrip("\r\n"))
