"""A comparison as a comment on a pull request: what is worst first, all that others wrote shown as data."""

import re
from collections.abc import Iterator
from hashlib import sha256
from json import dumps
from typing import Any

from generator.diff.change import ABSENT, UNKNOWN, Action, Change, Field
from generator.diff.comparison import Comparison
from generator.diff.report.commonmark import cell, code, fence, words
from generator.diff.report.sections import Section, fitting
from generator.platform.repository import from_root
from lint.engine import Finding

_SIGNS = {
    Action.DESTROY: "🗑️",
    Action.REPLACE: "🔁",
    Action.REFUSE: "⛔",
    Action.MOVE: "➡️",
    Action.CREATE: "🆕",
    Action.UPDATE: "✏️",
    Action.LEAVE: "📌",
}
_DESTRUCTIVE = {Action.DESTROY, Action.REPLACE}
_CAUTIONS = 20
_ROWS = 25
_LINES = 40
_NAME = 100
_VALUE = 40
_MARK = 200

Placed = tuple[str, Change]


def marker(comparison: Comparison) -> str:
    """The first line of a comment, by which it is found again: one for each file and choice of environments."""
    source = comparison.head.source or comparison.base.source
    file = _plain(from_root(source.name) if source else "")
    names = [",".join(sorted(map(_plain, set(comparison.only))))] if comparison.only else []
    return f"<!-- groundplan:diff v1 id={':'.join([file, *names])} -->"


def _plain(name: str) -> str:
    """A name in letters that end no comment; of a long one the end is a digest."""
    content = name.encode("utf-8", "backslashreplace")
    plain = re.sub(rb"[^\w./]", lambda found: b"%%%02x" % found[0][0], content).decode("ascii")
    return plain if len(plain) <= _MARK else f"{plain[: _MARK - 13]}~{sha256(content).hexdigest()[:12]}"


def report(comparison: Comparison) -> str:
    """The comment: at most 60,000 characters and 200,000 bytes."""
    changes = [(name, change) for name, found in comparison.environments.items() for change in found]
    changes.sort(key=lambda placed: placed[1].order)
    head = "\n".join(_head(comparison, changes))
    body = "\n".join([*_notes(comparison), *_caution(comparison, changes), *_table(changes)])
    sections = [each for each in _sections(comparison, changes) if each.pieces]
    shown = fitting(sections, head + body)
    short = _short(sections, shown)
    return "\n".join([head, *short, "", body, *(section.text() for section in shown)]).rstrip() + "\n"


def _head(comparison: Comparison, changes: list[Placed]) -> Iterator[str]:
    destructive = sum(change.action in _DESTRUCTIVE for _, change in changes)
    counts = [f"⛔ {destructive} destructive"] if destructive else []
    counts += [f"⚠️ {len(comparison.findings.new)} new findings"] if comparison.findings.new else []
    yield marker(comparison)
    yield f"## groundplan · {' · '.join([*counts, f'{len(changes)} changes'])}"
    yield f"{code(comparison.head.label, _NAME)} against {code(comparison.base.label, _NAME)}"
    if not changes and not comparison.notes:
        yield "\nNo effect on rendered output."


def _short(sections: list[Section], shown: list[Section]) -> list[str]:
    """What was left out is said at the top."""
    every, kept = (sum(len(section.pieces) for section in found) for found in (sections, shown))
    return [] if every == kept else ["", f"**Showing {kept} of {every} details**; `groundplan diff` shows all."]


def _notes(comparison: Comparison) -> Iterator[str]:
    if comparison.notes:
        yield "> [!WARNING]"
        yield from (f"> - {words(note[:1000])}" for note in comparison.notes)
        yield ""


def _caution(comparison: Comparison, changes: list[Placed]) -> Iterator[str]:
    worst = [placed for placed in changes if placed[1].action in _DESTRUCTIVE]
    doors = [(name, said) for name, found in comparison.warnings.items() for said in found]
    if not worst and not doors:
        return
    yield "> [!CAUTION]"
    yield from (f"> - {code(name, _NAME)}: {words(said[:500])}" for name, said in doors[:_CAUTIONS])
    for environment, change in worst[:_CAUTIONS]:
        name, where = code(change.name, _NAME), code(environment, _NAME)
        yield f"> - **{change.action.capitalize()}** {name} in {where}{_why(change)}"
    if len(worst) > _CAUTIONS:
        yield f"> - +{len(worst) - _CAUTIONS} more in the table and the details below"
    yield ""


def _why(change: Change) -> str:
    forced = [code(field.dotted, _NAME) for field in change.fields if field.forces][:3]
    reasons = [f"{', '.join(forced)} changes (predicted)"] if forced else []
    return "".join(f" — {reason}" for reason in [*reasons, *([words(change.because)] if change.because else [])])


def _table(changes: list[Placed]) -> Iterator[str]:
    if not changes:
        return
    yield "### What changes\n\n| | Where | Object | Fields |\n|---|---|---|---|"
    for environment, change in changes[:_ROWS]:
        where = f"{cell(environment, _VALUE)} {change.tree}"
        yield f"| {_SIGNS[change.action]} | {where} | {cell(change.name, _NAME)} | {_fields(change)} |"
    if len(changes) > _ROWS:
        yield f"\n+{len(changes) - _ROWS} more in the details below"
    yield ""


def _fields(change: Change) -> str:
    shown = [
        f"{cell(field.dotted, _VALUE * 2)} {cell(_value(field.old), _VALUE)} → {cell(_value(field.new), _VALUE)}"
        for field in change.fields[:1]
    ]
    more = [f"+{len(change.fields) - 1}"] if len(change.fields) > 1 else []
    return " ".join([*shown, *more]) or "all"


def _sections(comparison: Comparison, changes: list[Placed]) -> Iterator[Section]:
    yield Section(f"Intent: platform.yaml ({len(comparison.edits)})", list(_intent(comparison)))
    found = comparison.findings
    title = f"Lint: {len(found.new)} new, {len(found.gone)} gone, {found.unchanged} unchanged"
    yield Section(title, [*_findings("new", found.new), *_findings("gone", found.gone)])
    yield Section("Addresses at full scale, while node groups are updated", list(_addresses(comparison)))
    for tree in ("terraform", "bootstrap", "kubernetes"):
        here = [placed for placed in changes if placed[1].tree == tree and placed[1].fields]
        yield Section(f"Field by field: {tree} ({len(here)})", [_detail(*placed) for placed in here], "\n\n")


def _intent(comparison: Comparison) -> Iterator[str]:
    for edit in comparison.edits:
        where = f" ({', '.join(code(name, _NAME) for name in edit.environments[:10])})" if edit.environments else ""
        old, new = (code(_value(value), _NAME) for value in (edit.field.old, edit.field.new))
        yield f"- {code(edit.field.dotted)}: {old} → {new}{where}"


def _findings(state: str, findings: list[Finding]) -> Iterator[str]:
    for finding in findings:
        rule = f"{finding.rule.id} {finding.rule.name}" if finding.rule else "invalid"
        said = words(finding.message[:1000])
        yield f"- **{state} {finding.severity}** {code(rule)} in line {finding.span.line}: {said}"


def _addresses(comparison: Comparison) -> Iterator[str]:
    for name, capacity in comparison.capacity.items():
        for subnet in capacity.subnets:
            old, new = (f"{room.needed} of {room.usable}" if room else "none" for room in (subnet.old, subnet.new))
            yield f"- {code(f'{name} {subnet.tier}-{subnet.zone}')}: {old} → {new}"


def _detail(environment: str, change: Change) -> str:
    lines = [line for field in change.fields for line in _lines(field)]
    more = [f"# {len(lines) - _LINES} more lines"] if len(lines) > _LINES else []
    return f"{code(change.name)} in {code(environment)}\n\n{fence([*lines[:_LINES], *more], 'diff')}"


def _lines(field: Field) -> Iterator[str]:
    forces = "  # forces replacement" if field.forces else ""
    if field.old is not ABSENT:
        yield f"- {field.dotted}: {_value(field.old)}"
    if field.new is not ABSENT:
        yield f"+ {field.dotted}: {_value(field.new)}{forces}"


def _value(value: Any) -> str:
    return repr(value) if value is UNKNOWN or value is ABSENT else dumps(value, ensure_ascii=False, default=repr)
