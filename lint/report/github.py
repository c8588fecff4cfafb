"""GitHub Actions: each finding on its line of the pull request, as a workflow command.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands; a step shows ten errors and ten
warnings, so the worst come first.
"""

from collections.abc import Iterable, Iterator

from generator.platform.document.repository import from_root
from lint.engine import Finding, Result
from lint.report import Style
from lint.report._words import said
from lint.report.text import summary

LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def report(results: Iterable[Result], _style: Style) -> str:
    """A line a finding, and a closing line a file."""
    return "\n".join(line for result in results for line in _file(result)) + "\n"


def _file(result: Result) -> Iterator[str]:
    path = _property(from_root(result.source.name))
    for finding in sorted(result.findings, key=lambda found: -found.severity):
        yield f"::{LEVELS[str(finding.severity)]} file={path},{_where(finding)}::{_data(said(result, finding))}"
    yield summary(result)


def _where(finding: Finding) -> str:
    line, column, end = finding.span
    title = f"{finding.rule.name} [{finding.rule.id}]" if finding.rule else "invalid"
    return f"line={line},endLine={line},col={column},endColumn={end},title={_property(title)}"


def command(level: str, message: str, **properties: str) -> str:
    """A workflow command; the level is error, warning or notice. What is said ends neither it nor its line."""
    return f"::{level} {','.join(f'{name}={_property(value)}' for name, value in properties.items())}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
