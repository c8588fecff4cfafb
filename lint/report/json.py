"""For programs: one object a finding; its form is schemas/lint-report.schema.json."""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from msgspec import Meta, Struct, to_builtins

from lint.engine import Result
from lint.fingerprint import fingerprint, fingerprints
from lint.report import Style

Line = Annotated[int, Meta(ge=1)]
Severity = Literal["error", "warning", "info"]


def says(description: str) -> Meta:
    """The description of a field in the schema."""
    return Meta(description=description)


class Entry(Struct, rename="camel"):
    """A finding."""

    file: Annotated[str, says("The file, as it was given.")]
    line: Annotated[Line, says("The line, counted from 1.")]
    column: Annotated[Line, says("The first column in characters, counted from 1.")]
    end_column: Annotated[Line, says("The column after the last one.")]
    severity: Annotated[Severity, says("How bad it is here.")]
    id: Annotated[str | None, says("The rule's id, which never changes; null where the file is no platform.")]
    rule: Annotated[str, says("The rule's name, or `invalid`.")]
    message: Annotated[str, says("What is wrong, and what to do.")]
    environments: Annotated[list[str], says("The environments in which it is found; none for the file itself.")]
    place: Annotated[list[str | int], says("The keys and indices from the top of the file.")]
    source: Annotated[str | None, says("The page that the rule comes from.")]
    also: Annotated[list[str], says("What the rule answers elsewhere, each as SOURCE:ID.")]
    fingerprint: Annotated[str, says("The same for the same finding when lines move and numbers in messages change.")]


class Report(Struct, rename="camel"):
    """What `groundplan lint --format json` prints."""

    version: Annotated[Literal[1], says("The version of this form; keys may be added to it, none is removed.")]
    findings: Annotated[list[Entry], says("Every finding, by file and place in it.")]


def report(results: Iterable[Result], _style: Style) -> str:
    """A Report as text."""
    made = Report(1, [entry for result in results for entry in _entries(result)])
    return json.dumps(to_builtins(made), indent=2, ensure_ascii=False) + "\n"


def _entries(result: Result) -> Iterator[Entry]:
    for finding, prints in zip(result.findings, fingerprints(result), strict=True):
        rule = finding.rule
        yield Entry(
            file=result.source.name,
            line=finding.span.line,
            column=finding.span.column,
            end_column=finding.span.end,
            severity=str(finding.severity),  # type: ignore[arg-type]
            id=rule.id if rule else None,
            rule=rule.name if rule else "invalid",
            message=finding.message,
            environments=list(finding.environments),
            place=list(finding.place),
            source=rule.source if rule else None,
            also=list(rule.also) if rule else [],
            fingerprint=fingerprint(prints),
        )
