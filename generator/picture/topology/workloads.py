"""Who calls whom, as a picture."""

from collections import defaultdict
from typing import NamedTuple

from generator.picture.svg import Drawing
from generator.picture.topology import Call, Calls, Kind, Thing
from generator.picture.topology.ranks import Place, Ranks, Way, ranks

LEFT, WIDTH, GAP = 24.0, 216.0, 136.0
PORT, PASSING, LEAST, BETWEEN = 15.0, 12.0, 30.0, 16.0
"""Heights: of one arrow's end, of a call that only passes, of the lowest box, between two places."""

RADIUS: dict[Kind, float] = {"host": 14, "class": 2, "balancer": 2, "service": 6, "network": 14}


class _Slot(NamedTuple):
    x: float
    y: float
    height: float


def draw(drawing: Drawing, found: Calls, y: float) -> float:
    """Draw the things and their calls below y; returns where they end."""
    if not found.things:
        return y
    drawing.text(LEFT, y + 14, "who calls whom", "title")
    drawing.text(LEFT + 160, y + 14, found.note, "small faint")
    placed = ranks(found)
    slots = _slots(placed, y + 34)
    labels: set[tuple[float, float]] = set()
    ends = _Ends(placed)
    for call, places in placed.routes:
        _arrow(drawing, call, [(place, slots[place]) for place in places], ends, labels)
    for thing, words in found.things.items():
        slot = slots[thing]
        drawing.box(slot.x, slot.y, WIDTH, slot.height, "box", radius=RADIUS[thing.kind])
        kind = "bold" if thing.kind == "service" else ""
        drawing.text(slot.x + 12, slot.y + slot.height / 2 + 4, words, kind, room=WIDTH - 20)
    return max(slot.y + slot.height for slot in slots.values()) + 12


class _Ends:
    """Where on a box each of its arrows begins or ends, from the top."""

    def __init__(self, placed: Ranks) -> None:
        row = {place: index for column in placed.columns for index, place in enumerate(column)}
        self.out: dict[Thing, list[tuple[int, Call]]] = defaultdict(list)
        self.into: dict[Thing, list[tuple[int, Call]]] = defaultdict(list)
        for call, places in placed.routes:
            self.out[call.start].append((row[places[1]], call))
            self.into[call.end].append((row[places[-2]], call))
        for ends in (*self.out.values(), *self.into.values()):
            ends.sort(key=lambda end: (end[0], end[1].start.key, end[1].end.key, end[1].label))

    def share(self, ends: list[tuple[int, Call]], call: Call) -> float:
        index = next(index for index, (_, other) in enumerate(ends) if other == call)
        return (index + 0.5) / len(ends)


def _slots(placed: Ranks, top: float) -> dict[Place, _Slot]:
    """The columns, each centred on the highest."""
    arrows: dict[Thing, list[int]] = defaultdict(lambda: [0, 0])
    for call, _ in placed.routes:
        arrows[call.start][0] += 1
        arrows[call.end][1] += 1
    heights = {
        place: PASSING if isinstance(place, Way) else max(LEAST, PORT * max(arrows[place]) + 8)
        for column in placed.columns
        for place in column
    }
    totals = [sum(heights[place] + BETWEEN for place in column) for column in placed.columns]
    slots = {}
    for index, column in enumerate(placed.columns):
        y = top + (max(totals) - totals[index]) / 2
        for place in column:
            slots[place] = _Slot(LEFT + index * (WIDTH + GAP), y, heights[place])
            y += heights[place] + BETWEEN
    return slots


def _arrow(
    drawing: Drawing, call: Call, stops: list[tuple[Place, _Slot]], ends: _Ends, labels: set[tuple[float, float]]
) -> None:
    first, last = stops[0][1], stops[-1][1]
    start = first.y + first.height * ends.share(ends.out[call.start], call)
    end = last.y + last.height * ends.share(ends.into[call.end], call)
    if last.x == first.x:
        _loop(drawing, call, first.x + WIDTH, start, end)
        return
    near, far = (0.0, WIDTH) if last.x > first.x else (WIDTH, 0.0)
    x, y, path = first.x + far, start, f"M {first.x + far:.1f} {start:.1f}"
    for _, slot in stops[1:-1]:
        middle = slot.y + slot.height / 2
        path += f" {_curve(x, y, slot.x + near, middle)} H {slot.x + far:.1f}"
        x, y = slot.x + far, middle
    drawing.path(f"{path} {_curve(x, y, last.x + near, end)}", "edge", arrow=True)
    side = last.x - 12 if far else last.x + WIDTH + 12
    if call.label and (side, end) not in labels:
        labels.add((side, end))
        drawing.text(side, end - 3, call.label, "small faint label", room=GAP - 30, anchor="end" if far else "start")


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    half = (to_x - x) / 2
    return f"C {x + half * 0.8:.1f} {y:.1f} {to_x - half * 1.2:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"


def _loop(drawing: Drawing, call: Call, x: float, start: float, end: float) -> None:
    """A call to one in the same column goes out and comes back at the right side."""
    path = f"M {x:.1f} {start:.1f} C {x + 60:.1f} {start:.1f} {x + 60:.1f} {end:.1f} {x + 1:.1f} {end:.1f}"
    drawing.path(path, "edge", arrow=True)
    drawing.text(x + 16, (start + end) / 2, call.label, "small faint label", room=GAP - 30, anchor="start")
