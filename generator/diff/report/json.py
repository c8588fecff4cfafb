"""For programs: everything that is compared; its form is schemas/diff.schema.json."""

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType, to_builtins

from generator.diff.capacity import Capacity, Room, Subnet
from generator.diff.change import ABSENT, UNKNOWN, Change, Field
from generator.diff.comparison import Comparison
from generator.platform.capacity import Limit
from lint.engine import Finding


def says(description: str) -> Meta:
    """The description of a field in the schema."""
    return Meta(description=description)


class Value(Struct, rename="camel"):
    """A field that changes."""

    path: Annotated[list[str | int], says("The keys and indices from the top.")]
    old: Annotated[Any | UnsetType, says("The value before; not there where the field was not.")] = UNSET
    new: Annotated[Any | UnsetType, says("The value after; not there where the field is gone or not yet known.")] = (
        UNSET
    )
    known_after_apply: Annotated[bool, says("Whether AWS gives the new value when the change is applied.")] = False
    forces_replacement: Annotated[bool, says("Whether this field makes a new object.")] = False


class Edit(Struct, rename="camel"):
    """A field of platform.yaml that changes."""

    field: Annotated[Value, says("The field and its values.")]
    environments: Annotated[list[str], says("The environments whose value changes.")]


class Object(Struct, rename="camel"):
    """What happens to one object."""

    tree: Annotated[str, says("What it is in: `terraform` or `bootstrap`, a root, or `kubernetes`.")]
    name: Annotated[str, says("The address in Terraform; kind, namespace and name in Kubernetes.")]
    action: Annotated[
        Literal["destroy", "replace", "refuse", "move", "create", "update", "leave"],
        says("What happens, as predicted."),
    ]
    because: Annotated[str, says("Why, where its own fields do not say it; else empty.")]
    fields: Annotated[list[Value], says("The fields that change.")]


class Addresses(Struct, rename="camel"):
    """The addresses of a subnet at full scale, while node groups are updated."""

    usable: Annotated[int, says("Addresses that the subnet has.")]
    needed: Annotated[int, says("Addresses that it needs.")]


class SubnetRoom(Struct, rename="camel"):
    """A subnet whose addresses change."""

    tier: Annotated[str, says("The tier of the subnet.")]
    zone: Annotated[str, says("Its zone, as in `vpc.zones`.")]
    old: Annotated[Addresses | None, says("Before; null where there was no such subnet.")]
    new: Annotated[Addresses | None, says("After; null where there is none any more.")]


class First(Struct, rename="camel"):
    """What runs out first."""

    what: Annotated[str, says("The subnet; or pods, branch interfaces, CPU or memory of all nodes.")]
    kind: Annotated[Literal["addresses", "prefixes", "pods", "cpu", "memory"], says("Of what there is too little.")]
    at: Annotated[int, says("How far it lasts, in `unit`.")]
    unit: Annotated[Literal["nodes", "pods", "addresses"], says("What is counted.")]
    of: Annotated[str, says("The node group or pool that grows, where nodes are counted.")]
    planned: Annotated[int | None, says("How many are to come; null for a number without bound.")]


class CapacityChange(Struct, rename="camel"):
    """Addresses before and after."""

    subnets: Annotated[list[SubnetRoom], says("The subnets whose addresses change.")]
    old: Annotated[First | None, says("What ran out first; null where nothing did, or nothing changes.")]
    new: Annotated[First | None, says("What runs out first; null where nothing does, or nothing changes.")]


class Environment(Struct, rename="camel"):
    """What changes in one environment."""

    name: Annotated[str, says("The environment.")]
    changes: Annotated[list[Object], says("Every object, worst first.")]
    capacity: Annotated[CapacityChange, says("Addresses before and after.")]
    warnings: Annotated[list[str], says("What cannot be undone, is refused or locks out, each with the way round.")]


class Entry(Struct, rename="camel"):
    """A finding of one side alone."""

    line: Annotated[int, Meta(ge=1, description="The line in its side's file, counted from 1.")]
    severity: Annotated[Literal["error", "warning", "info"], says("How bad it is here.")]
    id: Annotated[str | None, says("The rule's id, which never changes.")]
    rule: Annotated[str, says("The rule's name.")]
    message: Annotated[str, says("What is wrong, and what to do.")]
    environments: Annotated[list[str], says("The environments in which it is new, or gone.")]


class FindingsChange(Struct, rename="camel"):
    """What lint finds on one side alone."""

    new: Annotated[list[Entry], says("Findings of the head alone.")]
    gone: Annotated[list[Entry], says("Findings of the base alone.")]
    unchanged: Annotated[int, says("How many are found on both sides.")]


class Report(Struct, rename="camel"):
    """What `groundplan diff --format json` prints."""

    version: Annotated[Literal[1], says("The version of this form; keys may be added to it, none is removed.")]
    base: Annotated[str, says("What is compared with: a revision or a file.")]
    head: Annotated[str, says("What is compared: a revision, a file or the work tree.")]
    notes: Annotated[list[str], says("Why a side could not be rendered; nothing but the edits is compared then.")]
    edits: Annotated[list[Edit], says("The fields of platform.yaml that change, in the order of the file.")]
    environments: Annotated[list[Environment], says("The environments of both sides.")]
    findings: Annotated[FindingsChange, says("Findings that come and go.")]


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
        yield Environment(name, objects, _capacity(comparison.capacity[name]), comparison.warnings[name])


def _object(change: Change) -> Object:
    fields = [_value(field) for field in change.fields]
    return Object(change.tree, change.name, change.action.value, change.because, fields)


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
