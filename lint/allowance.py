"""Findings that are knowingly allowed: by an entry of `lint.allow`, or by a comment on the line.

A comment reads `# groundplan: allow RULE[, RULE] [until YYYY-MM-DD]: reason`; alone on a line it speaks of the next one
that is no comment.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from generator.platform.document.source import Source, Span
from generator.platform.types.node import Place
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Edit

MARK = "groundplan:"
_COMMENT = re.compile(r"(?<!\S)#\s*groundplan:")
_ALLOW = re.compile(
    r"\s*allow\s+([A-Za-z0-9-]+(?:\s*,\s*[A-Za-z0-9-]+)*)(?:\s+until\s+([0-9]{4}-[0-9]{2}-[0-9]{2}))?\s*:\s*(\S.*)"
)


class Allowance(NamedTuple):
    """An allow, wherever it was written. `rule` is empty where the comment could not be read."""

    rule: str
    reason: str
    until: str | None
    span: Span
    environment: str | None = None
    at: str = ""
    line: int | None = None
    used: bool = False
    entry: int | None = None
    """Its index in `lint.allow`; None of a comment."""

    def covers(self, names: tuple[str, str], place: Place, line: int, environment: str, today: date) -> bool:
        """Whether it silences a finding of the rule with these names, at a place and line, in an environment."""
        return (
            self.rule in names
            and not self.expired(today)
            and self.environment in {None, environment}
            and f"{'.'.join(map(str, place))}.".startswith(self.at and f"{self.at}.")
            and self.line in {None, line}
        )

    def expired(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.until is not None and self.until < today.isoformat()


def allowances(source: Source, platform: Platform) -> list[Allowance]:
    """Every allow of a file: the entries of `lint.allow`, then the comments."""
    return [*_entries(source, platform), *comments(source)]


def _entries(source: Source, platform: Platform) -> Iterator[Allowance]:
    for index, allow in enumerate(platform.lint.allow):
        span = source.span(("lint", "allow", index))
        yield Allowance(allow.rule, allow.reason, allow.until, span, allow.environment, allow.at or "", entry=index)


def removal(source: Source, allow: Allowance) -> Edit:
    """What takes an allow out of a file; of a comment that has others too only its name."""
    if allow.entry is not None:
        return Edit(("lint", "allow", allow.entry), REMOVED, safe=True)
    return Edit((), REMOVED, safe=True, comment=_cut(source, allow))


def _cut(source: Source, allow: Allowance) -> tuple[int, int]:
    """The characters of the name with a comma, else of the comment with the blanks before it, else of its line."""
    line, number = source.line(allow.span.line), allow.span.line
    first = source.starts[number - 1]
    start = allow.span.column - 1
    words, colon = re.match(r"#\s*groundplan:\s*allow\s+", line[start:]), line.find(":", line.find(":", start) + 1)
    if words is not None and "," in line[start + words.end() : colon]:
        name = re.search(rf"(?<![\w-]){re.escape(allow.rule)}(?![\w-])(\s*,\s*)?", line[start + words.end() : colon])
        assert name  # noqa: S101 - it was read from there
        begin, end = (first + start + words.end() + at for at in name.span())
        if not name.group(1):
            begin = first + len(line[: begin - first].rstrip(", \t"))
        return begin, end
    before = line[:start].rstrip()
    if before:
        return first + len(before), first + len(line)
    return first, source.starts[number] if number < len(source.starts) else first + len(line)


def comments(source: Source) -> Iterator[Allowance]:
    """The comments of a file that speak to us."""
    if MARK not in source.text:
        return
    for number, line in enumerate(source.lines, start=1):
        for found in _COMMENT.finditer(line) if MARK in line else ():
            if not source.in_text(number, found.start() + 1):
                span = Span(number, found.start() + 1, len(line) + 1)
                alone = not line[: found.start()].strip()
                yield from _comment(line[found.end() :], span, _next(source, number) if alone else number)
                break


def _next(source: Source, number: int) -> int:
    """The number of the next line that is neither empty nor a comment."""
    rest = enumerate(source.lines[number:], start=number + 1)
    return next((later for later, line in rest if line.strip() and not line.lstrip().startswith("#")), number + 1)


def _comment(words: str, span: Span, line: int) -> Iterator[Allowance]:
    found = _ALLOW.fullmatch(words)
    if found is None or not _is_day(found.group(2)):
        yield Allowance("", words.strip(), None, span, line=line)
        return
    for name in found.group(1).split(","):
        yield Allowance(name.strip(), found.group(3), found.group(2), span, line=line)


def _is_day(text: str | None) -> bool:
    try:
        return text is None or bool(date.fromisoformat(text))
    except ValueError:
        return False
