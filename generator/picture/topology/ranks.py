"""Who stands where in a picture of calls: columns by how far from the outside, rows so that few lines cross."""

from collections import defaultdict
from itertools import pairwise
from typing import NamedTuple

from generator.picture.topology import Call, Calls, Thing

SWEEPS = 6


class Way(NamedTuple):
    """A place in a column that a long call only passes; `call` tells the calls apart."""

    call: int
    column: int


Place = Thing | Way


class Ranks(NamedTuple):
    """The places of every column from top to bottom, and of every call the places that it passes, ends included."""

    columns: list[list[Place]]
    routes: list[tuple[Call, list[Place]]]


def ranks(found: Calls) -> Ranks:
    """Put everything in columns: what is called stands right of its callers, but for calls in a circle."""
    column = _columns(found)
    columns: list[list[Place]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for thing in found.things:
        columns[column[thing]].append(thing)
    routes = []
    for index, call in enumerate(found.calls):
        start, end = column[call.start], column[call.end]
        passed = range(start + 1, end) if start < end else range(start - 1, end, -1)
        for number in passed:
            columns[number].append(Way(index, number))
        places: list[Place] = [call.start, *(Way(index, number) for number in passed), call.end]
        routes.append((call, places))
    return Ranks(_ordered(columns, routes), routes)


def _columns(found: Calls) -> dict[Thing, int]:
    """Hosts, then classes, then services by the longest way to them, then networks."""
    below: dict[Thing, list[Thing]] = defaultdict(list)
    for call in found.calls:
        below[call.start].append(call.end)
    order: list[Thing] = []
    forward: dict[Thing, list[Thing]] = {}
    state: dict[Thing, int] = {}
    for thing in found.things:
        _visit(thing, below, state, forward, order)
    column = {thing: {"host": 0, "class": 1, "balancer": 1}.get(thing.kind, 2) for thing in found.things}
    for thing in reversed(order):
        for end in forward[thing]:
            column[end] = max(column[end], column[thing] + 1)
    last = max((c for thing, c in column.items() if thing.kind != "network"), default=0)
    column |= {thing: last + 1 for thing in column if thing.kind == "network"}
    used = {c: index for index, c in enumerate(sorted(set(column.values())))}
    return {thing: used[c] for thing, c in column.items()}


def _visit(
    start: Thing,
    below: dict[Thing, list[Thing]],
    state: dict[Thing, int],
    forward: dict[Thing, list[Thing]],
    order: list[Thing],
) -> None:
    """Depth first, without recursion: `order` gets what is done, `forward` the calls that close no circle."""
    if start in state:
        return
    state[start], forward[start] = 1, []
    stack = [(start, iter(below[start]))]
    while stack:
        thing, ends = stack[-1]
        end = next(ends, None)
        if end is None:
            stack.pop()
            state[thing] = 2
            order.append(thing)
        elif state.get(end) != 1:
            forward[thing].append(end)
            if end not in state:
                state[end], forward[end] = 1, []
                stack.append((end, iter(below[end])))


def _ordered(columns: list[list[Place]], routes: list[tuple[Call, list[Place]]]) -> list[list[Place]]:
    """Every place near the middle of its neighbours, from the left and from the right in turn."""
    before: dict[Place, list[Place]] = defaultdict(list)
    after: dict[Place, list[Place]] = defaultdict(list)
    for _, places in routes:
        for one, other in pairwise(places):
            after[one].append(other)
            before[other].append(one)
    for sweep in range(SWEEPS):
        sides = before if sweep % 2 == 0 else after
        for index in range(len(columns)) if sweep % 2 == 0 else reversed(range(len(columns))):
            at = {place: (row + 0.5) / len(each) for each in columns for row, place in enumerate(each)}
            columns[index] = _near(columns[index], at, sides)
    return columns


def _near(column: list[Place], at: dict[Place, float], sides: dict[Place, list[Place]]) -> list[Place]:
    """A column ordered by the middle of every place's neighbours."""

    def middle(place: Place) -> float:
        near = [at[other] for other in sides[place]]
        return sum(near) / len(near) if near else at[place]

    return sorted(column, key=middle)
