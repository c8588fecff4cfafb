"""For people: the line, a caret under what is meant, and where to read on."""

from collections.abc import Callable, Iterable, Iterator

from generator.platform.document.source import Span
from lint.engine import Finding, Result
from lint.report import Style
from lint.report._words import said

WIDTH = 200
"""Columns of a source line that are shown."""


def report(results: Iterable[Result], style: Style) -> str:
    """Every finding with its source line, and a closing line a file."""
    return "\n".join(line for result in results for line in _file(result, style)) + "\n"


def _file(result: Result, style: Style) -> Iterator[str]:
    for finding in result.findings:
        yield from _finding(result, finding, style)
        yield ""
    yield summary(result)


def _finding(result: Result, finding: Finding, style: Style) -> Iterator[str]:
    span, severity = finding.span, str(finding.severity)
    place = style(f"{harmless(result.source.name)}:{span.line}:{span.column}", "place")
    about = style(f" {finding.rule.name} [{finding.rule.id}]", "help") if finding.rule else ""
    yield f"{place}: {style(severity, severity)}:{about} {harmless(said(result, finding))}"
    line = result.source.line(span.line)
    if line:
        yield from _excerpt(line, span, lambda caret: style(caret, severity))
    if finding.rule:
        yield f"  {style(f'= groundplan explain {finding.rule.name}, {finding.rule.source}', 'help')}"
    if finding.fix:
        words = "--fix" if finding.fix.safe else "--fix --unsafe-fixes"
        yield f"  {style(f'= groundplan lint {words} can mend it', 'help')}"


def allowed(result: Result, style: Style) -> Iterator[str]:
    """What is allowed, why, until when, and by which line; for who asks about a rule."""
    name = harmless(result.source.name)
    for finding, by in result.allowed:
        (environment,) = finding.environments
        here = finding._replace(environments=() if result.environments == 1 else (environment,))
        until = f" until {by.until}" if by.until else ""
        place = style(f"{name}:{finding.span.line}:{finding.span.column}", "place")
        yield f"{place}: allowed{until}: {harmless(said(result, here))}"
        yield f"  {style(f'= {harmless(by.reason)} ({name}:{by.span.line}:{by.span.column})', 'help')}"


def _excerpt(line: str, span: Span, style: Callable[[str], str]) -> Iterator[str]:
    """The line, or as much of a long one as lies around the span, with a caret under the span."""
    first = max(span.column - 1 - WIDTH // 2, 0) if len(line) > WIDTH else 0
    shown = line[first : first + WIDTH]
    number, column = str(span.line), span.column - 1 - first
    width = max(min(span.end - span.column, len(shown) - column), 1)
    yield f"  {number} | {harmless(shown)}"
    yield f"  {' ' * len(number)} | {' ' * column}{style('^' * width)}"


def harmless(text: str) -> str:
    """What a terminal or a log would obey is shown as a blank."""
    return text if text.isprintable() else "".join(c if c.isprintable() else " " for c in text)


def summary(result: Result) -> str:
    """A line that says how many of each severity, and what was asked."""
    total = len(result.findings)
    name = harmless(result.source.name)
    if not result.rules:
        return f"{name}: {_count(total, 'error')}; this is not a platform yet"
    by_severity: dict[str, int] = {}
    for finding in sorted(result.findings, key=lambda f: -f.severity):
        by_severity[str(finding.severity)] = by_severity.get(str(finding.severity), 0) + 1
    found = ", ".join(_count(n, severity) for severity, n in by_severity.items()) or "no findings"
    found += f" ({result.known} known)" if result.known else ""
    return f"{name}: {found}; {_count(len(result.rules), 'rule')} ran on {_count(result.environments, 'environment')}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 or noun == 'info' else 's'}"
