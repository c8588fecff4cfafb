"""What all reports for people say in the same words."""

from json import dumps
from typing import Any

from generator.diff.capacity import Room
from generator.diff.change import ABSENT, UNKNOWN, Action, Change
from generator.diff.comparison import Comparison
from generator.diff.costs import Cost
from generator.diff.reachability import Gate
from generator.diff.reachability.way import EVERYWHERE, EVERYWHERE_6
from generator.diff.rendered import Rendered
from generator.platform.capacity import Limit

ADDRESSES = "addresses at full scale, while node groups are updated"
DESTRUCTIVE = {Action.DESTROY, Action.REPLACE}
RENDERED = {
    Rendered.CURRENT: "rendered output is up to date",
    Rendered.STALE: "rendered output is stale: run `groundplan render` and commit",
    Rendered.ABSENT: "nothing is rendered yet: run `groundplan render` and commit",
}


def rendered(comparison: Comparison) -> list[tuple[Rendered, str]]:
    """How what is committed compares with a fresh render, once for environments of which the same is to be said."""
    found: dict[Rendered, list[str]] = {}
    for name, state in comparison.rendered.items():
        if state is not None:
            found.setdefault(state, []).append(name)
    alone = len(found) == 1
    return [(state, RENDERED[state] + ("" if alone else f" ({', '.join(names)})")) for state, names in found.items()]


def counted(number: int, noun: str) -> str:
    """How many there are."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def room(found: Room | None) -> str:
    """What a subnet needs of what it has."""
    return f"{found.needed} of {found.usable}" if found else "no subnet"


def limit(found: Limit | None) -> str:
    """What runs out first, and when."""
    if found is None:
        return "nothing"
    of = f" of {found.of}" if found.of else ""
    kind = f" ({found.kind})" if found.unit == "nodes" else ""
    return f"{found.what}{kind} at {found.at} {found.unit}{of}, {found.planned} planned"


def peer(gate: Gate, name: str) -> str:
    """Who is at the other side of a gate."""
    if name not in {EVERYWHERE, EVERYWHERE_6}:
        return name
    said = "the internet" if gate.public else "any address" if gate.outward else "whatever is routed to the VPC"
    return f"{said}, by IPv6" if name == EVERYWHERE_6 else said


def gate(found: Gate) -> str:
    """What is reached, or reaches out."""
    return f"{found.of}{', outwards' if found.outward else ''}, by {found.door}"


def amounts(cost: Cost) -> tuple[str, str]:
    """How much there was and is, with the unit."""
    unit = f" {cost.unit}" if cost.unit else ""
    old, new = (f"{amount}{unit}" if amount is not None else "none" for amount in (cost.old, cost.new))
    return old, new


def forced(change: Change) -> list[str]:
    """The fields that make an object anew."""
    return [field.dotted for field in change.fields if field.forces]


def value(found: Any) -> str:
    """A value as JSON, or in words where there is none."""
    return repr(found) if found is UNKNOWN or found is ABSENT else dumps(found, ensure_ascii=False, default=repr)
