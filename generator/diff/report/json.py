"""For programs: everything that is compared; its form is schemas/diff.schema.json."""

import json
from collections.abc import Iterator
from typing import Any

from msgspec import UNSET, to_builtins

from generator.diff.capacity import Capacity, Room, Subnet
from generator.diff.change import ABSENT, UNKNOWN, Change, Field
from generator.diff.comparison import Comparison
from generator.diff.costs import Amount, Cost
from generator.diff.reachability import Reach
from generator.diff.rendered import Rendered
from generator.diff.report.form import (
    Addresses,
    CapacityChange,
    CostDriver,
    Edit,
    Entry,
    Environment,
    FindingsChange,
    First,
    Object,
    Range,
    Reachability,
    Report,
    SubnetRoom,
    Value,
)
from generator.platform.capacity import Limit
from lint.engine import Finding


def report(comparison: Comparison) -> str:
    """A Report as text."""
    return json.dumps(to_builtins(made(comparison)), indent=2, ensure_ascii=False) + "\n"


def made(comparison: Comparison) -> Report:
    """The Report of a comparison."""
    found = comparison.findings
    return Report(
        version=1,
        base=comparison.base.label,
        head=comparison.head.label,
        notes=comparison.notes,
        edits=[Edit(_value(edit.field), list(edit.environments)) for edit in comparison.edits],
        environments=list(_environments(comparison)),
        findings=FindingsChange([_entry(f) for f in found.new], [_entry(f) for f in found.gone], found.unchanged),
    )


def _environments(comparison: Comparison) -> Iterator[Environment]:
    for name, changes in comparison.environments.items():
        objects = [_object(change) for change in changes]
        yield Environment(
            name,
            objects,
            _capacity(comparison.capacity[name]),
            comparison.warnings[name],
            comparison.flux.get(name, []),
            [_reach(each) for each in comparison.reachability.get(name, [])],
            [_cost(each) for each in comparison.costs.get(name, [])],
            _state(comparison.rendered.get(name)),
        )


def _state(rendered: Rendered | None) -> Any:
    return None if rendered is None else rendered.value


def _reach(reach: Reach) -> Reachability:
    gate, changed = reach.gate, (list(reach.opened), list(reach.cut), list(reach.kept))
    return Reachability(gate.of, gate.door, gate.public, "out" if gate.outward else "in", *changed)


def _cost(cost: Cost) -> CostDriver:
    return CostDriver(cost.what, cost.unit, _range(cost.old), _range(cost.new))


def _range(amount: Amount | None) -> Range | None:
    return Range(amount.least, amount.most) if amount is not None else None


def _object(change: Change) -> Object:
    fields = [_value(field) for field in change.fields]
    return Object(change.tree, change.name, change.action.value, change.because, list(change.causes), fields)


def _value(field: Field) -> Value:
    return Value(
        path=list(field.path),
        old=UNSET if field.old is ABSENT else field.old,
        new=UNSET if field.new is ABSENT or field.new is UNKNOWN else field.new,
        known_after_apply=field.new is UNKNOWN,
        forces_replacement=field.forces,
    )


def _capacity(capacity: Capacity) -> CapacityChange:
    return CapacityChange([_subnet(each) for each in capacity.subnets], _first(capacity.old), _first(capacity.new))


def _subnet(subnet: Subnet) -> SubnetRoom:
    return SubnetRoom(subnet.tier, subnet.zone, _addresses(subnet.old), _addresses(subnet.new))


def _addresses(room: Room | None) -> Addresses | None:
    return Addresses(room.usable, room.needed) if room else None


def _first(limit: Limit | None) -> First | None:
    return First(limit.what, limit.kind, limit.at, limit.unit, limit.of, limit.planned) if limit else None


def _entry(finding: Finding) -> Entry:
    rule = finding.rule
    severity: Any = str(finding.severity)
    return Entry(
        line=finding.span.line,
        severity=severity,
        id=rule.id if rule else None,
        rule=rule.name if rule else "invalid",
        message=finding.message,
        environments=list(finding.environments),
    )
