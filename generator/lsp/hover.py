"""What is shown of the thing under the cursor: what is found there and why, and what a key means."""

from collections.abc import Iterator
from typing import Any

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position, Range

from generator.lsp import language
from generator.lsp.analysis import Analysis
from generator.lsp.positions import Positions
from generator.platform.document.source import Source
from generator.platform.types.node import Place
from lint.engine import Finding
from lint.explanation import markdown
from lint.report._words import said


def hover(analysis: Analysis, position: Position, positions: Positions) -> Hover | None:
    """Findings first, with the platform's own numbers; then the key that is there, or whose value is."""
    found = [each for each in analysis.findings if within(positions.span(each.span), position)]
    parts = [_finding(analysis, each) for each in found]
    place = place_at(analysis.source, *positions.mark(positions.offset(position)))
    parts += _key(place) if place else []
    return Hover(MarkupContent(MarkupKind.Markdown, "\n\n---\n\n".join(parts))) if parts else None


def within(span: Range, position: Position) -> bool:
    """Whether a position touches a range."""
    return span.start <= position <= span.end


def place_at(source: Source, line: int, column: int) -> Place:
    """The place of the key or value at a position, both from 0; of the innermost around it."""
    data, place, mark = source.data, [], (line, column)
    while (found := _child(source, data, mark)) is not None:
        place.append(found)
        data = data[found]
    return tuple(place)


def _child(source: Source, data: Any, mark: tuple[int, int]) -> str | int | None:
    """The entry of a mapping or list whose text a position lies in."""
    for key, entry in source.tree.entries.get(id(data), {}).items():
        start, end = entry.key.start_mark, entry.end.end_mark
        if (start.line, start.column) <= mark <= (end.line, end.column):
            return key  # type: ignore[no-any-return]
    return None


def _finding(analysis: Analysis, finding: Finding) -> str:
    message = f"**{finding.severity}**: {_escaped(said(analysis.result, finding))}"
    return f"{message}\n\n{markdown(finding.rule)}" if finding.rule else message


def _key(place: Place) -> Iterator[str]:
    """The nearest key of the language, from the place outwards: a value, or an entry of a list, is its key's."""
    while place and isinstance(place[-1], int):
        place = place[:-1]
    schema = language.described(place)
    if schema is not None:
        yield f"**{place[-1]}** {schema.get('description', '')}\n\n{language.expected(schema)}"


def _escaped(text: str) -> str:
    """A message quotes what the user wrote: it is no markup."""
    return "".join(f"\\{char}" if char in "\\`*_{}[]<>#|!" else char for char in text)
