"""For programs: one object a finding; its form is schemas/lint-report.schema.json."""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct, to_builtins

from generator.platform.violation import REMOVED
from lint.engine import Result
from lint.fingerprint import fingerprint, fingerprints
from lint.report import Style
from lint.report._fixes import Replacement, replacements

Line = Annotated[int, Meta(ge=1)]
Severity = Literal["error", "warning", "info"]


def says(description: str) -> Meta:
    """The description of a field in the schema."""
    return Meta(description=description)


class Change(Struct, rename="camel"):
    """A part of a fix: a value at a place, and the same as a change of the text."""

    place: Annotated[list[str | int], says("The keys and indices from the top of the file; none of a comment.")]
    removed: Annotated[bool, says("Whether the key, the entry or the comment is taken out.")]
    value: Annotated[Any, says("The new value; null where it is taken out.")]
    line: Annotated[Line, says("The line where the text changes, counted from 1.")]
    column: Annotated[Line, says("The first column that changes.")]
    end_line: Annotated[Line, says("The line where the change ends.")]
    end_column: Annotated[Line, says("The column after the last one that changes; the first one, where text comes in.")]
    text: Annotated[str, says("What takes its place.")]


class Fix(Struct, rename="camel"):
    """How a finding is mended."""

    safe: Annotated[bool, says("Whether nothing that runs is replaced, restarted or cut off by it.")]
    changes: Annotated[list[Change], says("What changes, all or nothing: once for each place that sets the value.")]


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
    fix: Annotated[Fix | None, says("How it is mended; null where that is for you to decide.")]


class Report(Struct, rename="camel"):
    """What `groundplan lint --format json` prints."""

    version: Annotated[Literal[1], says("The version of this form; keys may be added to it, none is removed.")]
    findings: Annotated[list[Entry], says("Every finding, by file and place in it.")]


def report(results: Iterable[Result], _style: Style) -> str:
    """A Report as text."""
    made = Report(1, [entry for result in results for entry in _entries(result)])
    return json.dumps(to_builtins(made), indent=2, ensure_ascii=False) + "\n"


def _entries(result: Result) -> Iterator[Entry]:
    for finding, prints, changed in zip(result.findings, fingerprints(result), replacements(result), strict=True):
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
            fix=Fix(changed[0].edit.safe, list(map(_change, changed))) if changed else None,
        )


def _change(changed: Replacement) -> Change:
    removed = changed.edit.value is REMOVED
    value = None if removed else changed.edit.value
    return Change(list(changed.edit.place), removed, value, *changed.start, *changed.end, changed.text)
