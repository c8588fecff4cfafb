"""A picture: a bar for every subnet, by what takes its addresses at the peak, with a tick for every moment."""

from generator.picture.capacity import MOMENTS, PARTS, World, fits, pairs, peak, subnet_names, verdict
from generator.picture.svg import CHARACTER, Drawing
from generator.platform.capacity import Capacity

LEFT, NAMES, BAR, THICK, GAP = 24.0, 250.0, 560.0, 14.0, 12.0


def report(worlds: list[World]) -> str:
    """One picture of all platforms, one below the other."""
    drawing = Drawing("Addresses by subnet")
    y = 24.0
    for world in worlds:
        y = _world(drawing, world, y) + 36
    return drawing.xml()


def _world(drawing: Drawing, world: World, y: float) -> float:
    platform = world.now.platform
    drawing.text(LEFT, y + 12, f"{platform.name}, {platform.environment}, {platform.region}", "title")
    y += 34
    for change in world.changes:
        drawing.text(LEFT, y, f"lower bar, what if: {change}", "bold", room=NAMES + BAR + 200)
        y += 18
    y = _legend(drawing, y + 2)
    for name, places in pairs([subnet_names(each) for each in world.both]):
        y = _subnet(drawing, world, name, places, y)
    for label, each in zip(("", "what if: "), world.both, strict=False):
        drawing.text(LEFT, y + 16, f"{label}{verdict(each)}", "bad" if each.short else "bold")
        y += 20
    return y


def _legend(drawing: Drawing, y: float) -> float:
    x = LEFT
    for index, part in enumerate(PARTS.values()):
        drawing.box(x, y - 9, 11, 11, f"c{index}", radius=2)
        drawing.text(x + 16, y, part, "small")
        x += 34 + len(part) * CHARACTER
    drawing.text(LEFT, y + 18, f"ticks: {', '.join(MOMENTS.values())}; colours: the peak", "small faint")
    return y + 34


def _subnet(drawing: Drawing, world: World, name: str, places: list[int | None], y: float) -> float:
    found = [(each, place) for each, place in zip(world.both, places, strict=True) if place is not None]
    drawing.text(LEFT, y + 11, name, "bold", room=NAMES * 0.5)
    for each, place in found:
        cidr = str(each.demands["full"][place].subnet.cidr)
        drawing.text(LEFT + NAMES - 10, y + 11, cidr, "faint", anchor="end")
        _bar(drawing, each, place, y)
        y += THICK + 4
    return y + GAP - 4


def _bar(drawing: Drawing, capacity: Capacity, index: int, y: float) -> None:
    """The subnet's usable addresses as a track, and on it what takes them; more than there are reach beyond a mark."""
    moment, demand = peak(capacity, index)
    usable = demand.subnet.usable
    scale = BAR / max(usable, demand.total, 1)
    left = x = LEFT + NAMES
    drawing.box(x, y, BAR, THICK, "track", radius=2)
    for number, part in enumerate(PARTS):
        size = getattr(demand, part) * scale
        if size:
            drawing.box(x, y, max(size, 1.0), THICK, f"c{number}", radius=0)
            x += size
    for found in capacity.demands.values():
        tick = left + found[index].total * scale
        drawing.path(f"M {tick:.1f} {y - 2:.1f} V {y + THICK + 2:.1f}", "tick")
    if demand.total > usable:
        drawing.path(f"M {left + usable * scale:.1f} {y - 4:.1f} V {y + THICK + 4:.1f}", "limit")
    share = f", {round(demand.total * 100 / usable)} %" if usable else ""
    same = len({found[index].total for found in capacity.demands.values()}) == 1
    words = f"{demand.total} of {usable}{share}, {'always' if same else MOMENTS[moment]}"
    short = not fits(capacity, index)
    blocks = f"; /28 blocks short by {-demand.blocks_free}" if demand.prefixes and demand.blocks_free < 0 else ""
    drawing.text(left + BAR + 10, y + 11, words + blocks, "bad" if short else "small")
