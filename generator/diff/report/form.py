"""The form of what `groundplan diff --format json` prints; schemas/diff.schema.json is generated from it."""

from typing import Annotated, Any, Literal

from msgspec import UNSET, Meta, Struct, UnsetType


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
    causes: Annotated[list[str], says("The resources whose replacement it follows from.")]
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


class Reachability(Struct, rename="camel"):
    """Something that others reach by a door, or that reaches out by it."""

    of: Annotated[str, says("What is reached, or reaches out.")]
    door: Annotated[str, says("By what: an endpoint, a load balancer, a network policy, a security group.")]
    public: Annotated[bool, says("Whether the internet is at the other side, as far as the networks let it in.")]
    direction: Annotated[Literal["in", "out"], says("in: others reach it; out: it reaches others.")]
    opened: Annotated[list[str], says("Networks, or pods in words, that are newly at the other side.")]
    cut: Annotated[list[str], says("Those that are there no more.")]
    kept: Annotated[list[str], says("Those that were there before, all or in part, and still are.")]


class Range(Struct, rename="camel"):
    """A number, or the bounds of autoscaling."""

    least: Annotated[int, says("The fewest.")]
    most: Annotated[int | None, says("The most; null for a number without bound.")]


class CostDriver(Struct, rename="camel"):
    """Something that the bill follows; no price."""

    what: Annotated[str, says("What is counted.")]
    unit: Annotated[str, says("In which unit; empty where things are counted.")]
    old: Annotated[Range | None, says("How much there was; null for none.")]
    new: Annotated[Range | None, says("How much there is; null for none.")]


class Environment(Struct, rename="camel"):
    """What changes in one environment."""

    name: Annotated[str, says("The environment.")]
    changes: Annotated[list[Object], says("Every object, worst first.")]
    capacity: Annotated[CapacityChange, says("Addresses before and after.")]
    warnings: Annotated[list[str], says("What cannot be undone, is refused or locks out, each with the way round.")]
    flux: Annotated[list[str], says("What Flux makes of renames, moves, prune guards and suspension, in words.")]
    reachability: Annotated[list[Reachability], says("What is newly open and what is cut, the internet first.")]
    costs: Annotated[list[CostDriver], says("What the bill follows and changes, counted.")]
    rendered: Annotated[
        Literal["current", "stale", "absent"] | None,
        says("How rendered/ beside the head's file compares with a fresh render; null where it has no platform."),
    ]


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
