"""What can be done about findings: a fix, all safe fixes, or an allow with a reason."""

from collections.abc import Iterable, Iterator
from datetime import date
from difflib import SequenceMatcher

from lsprotocol.types import (
    CodeAction,
    CodeActionContext,
    CodeActionKind,
    Range,
    TextEdit,
)

from generator.lsp.analysis import Analysis
from generator.lsp.diagnostics import NAME, diagnostic
from generator.lsp.positions import Positions
from generator.platform.document.splice import Splice, splice
from generator.platform.document.yaml_inline import inline
from generator.platform.violation import REMOVED, Edit
from lint.edits import changes
from lint.engine import Finding
from lint.fix import Asked, fixed

FIX_ALL = f"{CodeActionKind.SourceFixAll.value}.{NAME}"
REASON = "TODO: say why"
_LONG = 60


Offer = tuple[CodeAction, list[TextEdit]]
"""An action, and its edits: how an editor takes them is its own affair."""


def offers(analysis: Analysis, wanted: Range, context: CodeActionContext, positions: Positions) -> Iterator[Offer]:
    """The quick fixes of the findings that a range touches, each with its edits; the preferred ones first."""
    if not wants(context, CodeActionKind.QuickFix.value):
        return
    near = [each for each in analysis.findings if _touch(positions.span(each.span), wanted)]
    for finding in near:
        yield from _fix(analysis, finding, positions)
    for finding in near:
        yield from _allow(analysis, finding, positions)


def wants(context: CodeActionContext, kind: str) -> bool:
    """Whether an editor asks for actions of a kind; of a broader one it asks for all within."""
    return context.only is None or any(f"{kind}.".startswith(f"{_word(only)}.") for only in context.only)


def all_safe(analysis: Analysis, today: date, positions: Positions) -> list[TextEdit]:
    """The edits of all fixes that change nothing that runs, as `lint --fix` makes them."""
    if not any(finding.fix and finding.fix.safe for finding in analysis.findings):
        return []
    return _between(analysis.source.text, fixed(analysis.source, Asked(today)).text, positions)


def _word(kind: CodeActionKind | str) -> str:
    return kind.value if isinstance(kind, CodeActionKind) else kind


def _touch(one: Range, other: Range) -> bool:
    return one.start <= other.end and other.start <= one.end


def _fix(analysis: Analysis, finding: Finding, positions: Positions) -> Iterator[Offer]:
    made = _splices(analysis, finding) if finding.fix else []
    if made and finding.fix and finding.rule:
        unsafe = "" if finding.fix.safe else " (unsafe: it changes what runs)"
        title = f"{finding.rule.name}: {_said(finding.fix)}{unsafe}"
        yield _action(title, analysis, finding, positions, is_preferred=finding.fix.safe), _edits(made, positions)


def _splices(analysis: Analysis, finding: Finding) -> list[Splice]:
    """The fix in the text, not tried out; empty where it cannot be made there."""
    (found,) = changes(analysis.result, [finding]) if analysis.result else ([],)
    made = [each.splice(analysis.source) for each in {each.edit.place: each for each in found}.values()]
    return [each for each in made if each is not None] if all(made) else []


def _said(fix: Edit) -> str:
    place = ".".join(map(str, fix.place)) or "the allow"
    if fix.value is REMOVED:
        return f"take out {place}"
    value = inline(fix.value)
    return f"set {place} to {value if len(value) <= _LONG else f'{value[:_LONG]}…'}"


def _allow(analysis: Analysis, finding: Finding, positions: Positions) -> Iterator[Offer]:
    """An entry of `lint.allow` for this place; none for what no allow silences."""
    rule, first = finding.rule, next(iter(analysis.platforms.values()), None)
    if rule is None or rule.check is None or first is None or rule.id in first.never_allowed:
        return
    entry = {"rule": rule.name}
    if len(finding.environments) == 1 and len(analysis.platforms) > 1:
        entry["environment"] = finding.environments[0]
    if finding.place:
        entry["at"] = ".".join(map(str, finding.place))
    made = _entry(analysis, entry | {"reason": REASON})
    if made:
        yield (
            _action(f"{rule.name}: allow it here, with a reason", analysis, finding, positions),
            _edits([made], positions),
        )


def _entry(analysis: Analysis, entry: dict[str, str]) -> Splice | None:
    """One more entry of the list, which may have to be made."""
    lint = analysis.source.data.get("lint")
    allows = lint.get("allow") if isinstance(lint, dict) else None
    if isinstance(allows, list):
        return splice(analysis.source, ("lint", "allow", len(allows)), entry)
    return splice(analysis.source, ("lint", "allow"), [entry])


def _action(
    title: str, analysis: Analysis, finding: Finding, positions: Positions, *, is_preferred: bool = False
) -> CodeAction:
    about = [diagnostic(analysis, finding, positions)]
    return CodeAction(title, CodeActionKind.QuickFix, about, is_preferred or None)


def _edits(splices: Iterable[Splice], positions: Positions) -> list[TextEdit]:
    return [TextEdit(positions.range(each.start, each.end), each.text) for each in splices]


def _between(before: str, after: str, positions: Positions) -> list[TextEdit]:
    """The lines that differ, so that the cursor and folds elsewhere stay."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    changed = SequenceMatcher(None, old, new, autojunk=False).get_opcodes() if len(old) < 5000 else _ends(old, new)
    return [
        TextEdit(positions.range(starts[first], starts[last]), "".join(new[start:end]))
        for what, first, last, start, end in changed
        if what != "equal"
    ]


def _ends(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """One change from the first line that differs to the last: quick for long files."""
    shorter = min(len(old), len(new))
    head = next((index for index in range(shorter) if old[index] != new[index]), shorter)
    tail = next((index for index in range(shorter - head) if old[-1 - index] != new[-1 - index]), shorter - head)
    return [("replace", head, len(old) - tail, head, len(new) - tail)]
