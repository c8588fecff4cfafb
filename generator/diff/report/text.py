"""A comparison for a terminal."""

from collections.abc import Iterator
from typing import Any

from generator.diff.capacity import Capacity
from generator.diff.change import ABSENT, UNKNOWN, Action, Change, Field
from generator.diff.comparison import Comparison
from generator.diff.costs import Cost
from generator.diff.reachability import Reach
from generator.diff.report import phrases
from lint.engine import Finding

SIGNS = {
    Action.DESTROY: "-",
    Action.REPLACE: "-/+",
    Action.REFUSE: "!",
    Action.MOVE: ">",
    Action.CREATE: "+",
    Action.UPDATE: "~",
    Action.LEAVE: "=",
}
_WIDTH = 80


def report(comparison: Comparison) -> str:
    """What changes, worst first in each environment, and the count of each."""
    return "\n".join(_lines(comparison)) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"{comparison.base.label} -> {comparison.head.label}"
    yield from (said for _, said in phrases.rendered(comparison))
    yield from (f"note: {note}" for note in comparison.notes)
    if not comparison.edits and not comparison.notes:
        yield "nothing changes in platform.yaml"
    for edit in comparison.edits:
        where = f"  ({', '.join(edit.environments)})" if edit.environments else ""
        yield f"  {_field(edit.field)}{where}"
    for name, changes in comparison.environments.items():
        yield ""
        yield f"{name}: {_counts(changes)}"
        yield from (f"  warning: {said}" for said in comparison.warnings[name])
        yield from (f"  flux: {said}" for said in comparison.flux.get(name, []))
        for change in changes:
            yield from _change(change)
        yield from _reachability(comparison.reachability.get(name, []))
        yield from _costs(comparison.costs.get(name, []))
        yield from _capacity(comparison.capacity[name])
    yield from _findings("new findings", comparison.findings.new)
    yield from _findings("findings that are gone", comparison.findings.gone)


def _reachability(found: list[Reach]) -> Iterator[str]:
    if found:
        yield "  reachability:"
    for reach in found:
        for sign, peers in (("+", reach.opened), ("-", reach.cut)):
            if peers:
                said = ", ".join(phrases.peer(reach.gate, peer) for peer in peers)
                yield f"      {sign} {phrases.gate(reach.gate)}: {said}"


def _costs(found: list[Cost]) -> Iterator[str]:
    if found:
        yield "  what the bill follows:"
    for cost in found:
        old, new = phrases.amounts(cost)
        yield f"        {cost.what}: {old} -> {new}"


def _capacity(capacity: Capacity) -> Iterator[str]:
    if not capacity:
        return
    yield f"  {phrases.ADDRESSES}:"
    for subnet in capacity.subnets:
        yield f"        {subnet.tier}-{subnet.zone}: {phrases.room(subnet.old)} -> {phrases.room(subnet.new)}"
    old, new = (phrases.limit(each) for each in (capacity.old, capacity.new))
    yield f"        runs out first: {new if old == new else f'{old} -> {new}'}"


def _findings(title: str, findings: list[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield ""
    yield f"{title}:"
    for finding in findings:
        where = f"  ({', '.join(finding.environments)})" if finding.environments else ""
        rule = f"{finding.rule.id} {finding.rule.name}: " if finding.rule else ""
        yield f"  line {finding.span.line}: {finding.severity}: {rule}{finding.message}{where}"


def _counts(changes: list[Change]) -> str:
    counts = {action: sum(change.action is action for change in changes) for action in Action}
    return ", ".join(f"{count} {action}" for action, count in counts.items() if count) or "no change"


def _change(change: Change) -> Iterator[str]:
    because = f"  ({change.because})" if change.because else ""
    yield f"  {SIGNS[change.action]:>3} {change.tree}: {change.name}{because}"
    for field in change.fields:
        forces = "  # forces replacement" if field.forces else ""
        yield f"        {_field(field)}{forces}"


def _field(field: Field) -> str:
    if field.old is ABSENT and field.new is not UNKNOWN:
        return f"{field.dotted}: + {_value(field.new)}"
    if field.new is ABSENT:
        return f"{field.dotted}: - {_value(field.old)}"
    return (
        f"{field.dotted}: {_value(field.new)}"
        if field.old is ABSENT
        else f"{field.dotted}: {_value(field.old)} -> {_value(field.new)}"
    )


def _value(value: Any) -> str:
    text = phrases.value(value)
    return text if len(text) <= _WIDTH else f"{text[: _WIDTH - 1]}…"
