"""A comparison as a comment on a pull request: what is worst first, all that others wrote shown as data."""

import re
from collections.abc import Iterator
from hashlib import sha256

from generator.diff.change import ABSENT, UNKNOWN, Action, Change, Field
from generator.diff.comparison import Comparison
from generator.diff.rendered import Rendered
from generator.diff.report import phrases
from generator.diff.report.commonmark import cell, code, link, prose, words
from generator.diff.report.details import NAME, PEERS, Placed, sections
from generator.diff.report.sections import CHARACTERS, Section, fitting
from generator.platform.document.repository import from_root

_SIGNS = {
    Action.DESTROY: "🗑️",
    Action.REPLACE: "🔁",
    Action.REFUSE: "⛔",
    Action.MOVE: "➡️",
    Action.CREATE: "🆕",
    Action.UPDATE: "✏️",
    Action.LEAVE: "📌",
}
_CAUTIONS = 20
_ROWS = 25
_ENVIRONMENTS = 3
_FOOTER = (
    "<sub>groundplan · predicted from both sides of the change: `terraform plan` has the last word · "
    "this comment is updated in place</sub>"
)
_VALUE = 40
_MARK = 200


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


def report(comparison: Comparison, full: str = "", characters: int = CHARACTERS) -> str:
    """The comment, in at most so many characters; `full` is the URL of the whole report."""
    changes = [(name, change) for name, found in comparison.environments.items() for change in found]
    changes.sort(key=lambda placed: placed[1].order)
    head = "\n".join(_head(comparison, changes, full))
    body = "\n".join([*_notes(comparison), *_caution(comparison, changes), *_table(changes)])
    every = [each for each in sections(comparison, changes) if each.pieces]
    fit = fitting(every, head + body + _FOOTER, characters)
    short = _short(every, fit)
    return "\n".join([head, *short, "", body, *(section.text() for section in fit), _FOOTER]) + "\n"


def _head(comparison: Comparison, changes: list[Placed], full: str) -> Iterator[str]:
    destructive = sum(change.action in phrases.DESTRUCTIVE for _, change in changes)
    counts = [f"⛔ {destructive} destructive"] if destructive else []
    counts += [f"⚠️ {phrases.counted(len(comparison.findings.new), 'new finding')}"] if comparison.findings.new else []
    counts += ["⛔ not compared" if comparison.notes else phrases.counted(len(changes), "change")]
    yield marker(comparison)
    yield f"## {' · '.join(['groundplan', *_where(comparison), *counts])}"
    marks = {Rendered.CURRENT: "✅", Rendered.STALE: "❌", Rendered.ABSENT: "❌"}
    about = [f"{prose(said)} {marks[state]}" for state, said in phrases.rendered(comparison)]
    about += [link("full report", full)] if full else []
    yield " · ".join([f"{code(comparison.head.label, NAME)} against {code(comparison.base.label, NAME)}", *about])
    if not changes and not comparison.notes:
        yield "\nNo effect on rendered output."


def _where(comparison: Comparison) -> list[str]:
    names = list(comparison.environments)
    if len(names) > _ENVIRONMENTS:
        return [f"{len(names)} environments"]
    return [", ".join(code(name, _VALUE) for name in names)] if names else []


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
    worst = [placed for placed in changes if placed[1].action in phrases.DESTRUCTIVE]
    said = [*_said(comparison.warnings), *_opened(comparison), *_said(comparison.flux)]
    if not worst and not said:
        return
    yield "> [!CAUTION]"
    yield from (f"> - {each}" for each in said[:_CAUTIONS])
    for environment, change in worst[:_CAUTIONS]:
        name, where = code(change.name, NAME), code(environment, NAME)
        yield f"> - **{change.action.capitalize()}** {name} in {where}{_why(change)}"
    more = max(len(worst) - _CAUTIONS, 0) + max(len(said) - _CAUTIONS, 0)
    if more:
        yield f"> - +{more} more in the table and the details below"
    yield ""


def _said(found: dict[str, list[str]]) -> Iterator[str]:
    for name, sentences in found.items():
        yield from (f"{code(name, NAME)}: {prose(each[:500])}" for each in sentences)


def _opened(comparison: Comparison) -> Iterator[str]:
    for name, found in comparison.reachability.items():
        for reach in found:
            if reach.from_internet:
                peers = ", ".join(code(phrases.peer(reach.gate, peer), NAME) for peer in reach.opened[:PEERS])
                yield f"**Open** {code(phrases.gate(reach.gate), NAME)} in {code(name, NAME)} to {peers}"


def _why(change: Change) -> str:
    forced = [code(name, NAME) for name in phrases.forced(change)[:3]]
    reasons = [f"{', '.join(forced)} {'change' if forced[1:] else 'changes'} (predicted)"] if forced else []
    return "".join(f" — {reason}" for reason in [*reasons, *([words(change.because)] if change.because else [])])


def _table(changes: list[Placed]) -> Iterator[str]:
    if not changes:
        return
    yield "### What changes\n\n| | Where | Object | Fields |\n|---|---|---|---|"
    for environment, change in changes[:_ROWS]:
        where = f"{cell(environment, _VALUE)} {change.tree}"
        yield f"| {_SIGNS[change.action]} | {where} | {cell(change.name, NAME)} | {_fields(change)} |"
    if len(changes) > _ROWS:
        yield f"\n+{len(changes) - _ROWS} more in the details below"
    yield ""


def _fields(change: Change) -> str:
    found = [_field(field) for field in change.fields[:1]]
    more = [f"+{len(change.fields) - 1}"] if len(change.fields) > 1 else []
    return " ".join([*found, *more]) or "-"


def _field(field: Field) -> str:
    name, (old, new) = cell(field.dotted, _VALUE * 2), (cell(phrases.value(v), _VALUE) for v in (field.old, field.new))
    return f"{name} {new}" if field.old is ABSENT and field.new is UNKNOWN else f"{name} {old} → {new}"
