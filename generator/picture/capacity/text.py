"""For people: tables with a bar for every subnet, and what runs out first."""

from collections.abc import Iterator
from math import ceil
from textwrap import wrap

from generator.picture import Style
from generator.picture.capacity import MOMENTS, PARTS, WHEN, World, fits, in_zone, pairs, peak, subnet_names, verdict
from generator.picture.table import Cell, Row, table
from generator.platform.capacity import Capacity, Limit, Moment, node_footprint, zone_nodes
from generator.platform.fleets import fleets
from generator.platform.network.addresses import zone_name
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.max_pods import max_pods

FULL, WIDE, NARROW, ENOUGH = 80, 30, 12, 110
WHAT_IF = "  what if"
LEGEND = "bar: █ today, ▓ full scale, ▒ peak, ░ free"
SAME = "; what has one row is the same in both worlds"


def report(worlds: list[World], style: Style, width: int) -> str:
    """The capacity of every platform, in lines of at most `width` columns."""
    return "\n".join(line for world in worlds for line in _world(world, style, width)) + "\n"


def _world(world: World, style: Style, width: int) -> Iterator[str]:
    platform = world.now.platform
    about = f"{world.file}: {platform.name}, {platform.environment}, {platform.region}"
    yield from (style(line, "place") for line in wrap(about, width))
    for change in world.changes:
        yield from wrap(f"what if: {_harmless(change)}", width)
    if is_ipv6(world.now.platform):
        yield from wrap("pods have IPv6 addresses, which do not run out; what follows are those of IPv4", width)
    header = ["subnet", "CIDR", "usable", *MOMENTS.values(), "peak", "bar"]
    yield from _section(header, _pairs(_subnets(world, width >= ENOUGH)), style, width)
    yield from wrap(LEGEND + (SAME if world.then else ""), width)
    header = ["at the peak", *PARTS.values(), "total", "left", "/28", "whole /28 left"]
    yield from _section(header, _pairs([_peaks(one) for one in world.both]), style, width)
    header = ["zone", "usable", *MOMENTS.values()]
    yield from _section(header, _pairs([_zones(one) for one in world.both]), style, width)
    header = ["group or pool", "types", "nodes", "in a zone: today", *list(MOMENTS.values())[1:], "max-pods"]
    header += ["full node: interfaces", "/28", "addresses"]
    yield from _section(header, _pairs([_fleets(one) for one in world.both]), style, width)
    yield from (line for note in _notes(world) for line in wrap(note, width))
    for label, one in zip(("", "what if: "), world.both, strict=False):
        yield from _verdict(one, label, style, width)
    yield ""


def _section(header: list[str], rows: list[Row], style: Style, width: int) -> Iterator[str]:
    yield ""
    yield from table(header, rows, width, style)


def _pairs(found: list[dict[str, Row]]) -> list[Row]:
    """The rows of both worlds, those of one thing together; one row where both are equal."""
    rows = []
    for name, places in pairs([list(each) for each in found]):
        for index, (place, each) in enumerate(zip(places, found, strict=True)):
            if place is not None and not (index and each[name] == found[0].get(name)):
                label = Cell(name) if not index or places[0] is None else Cell(WHAT_IF)
                rows.append([label, *each[name]])
    return rows


def _subnets(world: World, wide: bool) -> list[dict[str, Row]]:
    return [
        {name: _subnet(one, index, WIDE if wide else NARROW) for index, name in enumerate(subnet_names(one))}
        for one in world.both
    ]


def _subnet(capacity: Capacity, index: int, size: int) -> Row:
    subnet = capacity.demands["full"][index].subnet
    _, most = peak(capacity, index)
    share = ceil(most.total * 100 / subnet.usable) if subnet.usable else 100 * bool(most.total)
    role = "error" if not fits(capacity, index) else "warning" if share >= FULL else ""
    marks = [capacity.demands["today"][index].total, capacity.demands["full"][index].total, most.total]
    return [
        Cell(str(subnet.cidr)),
        Cell(str(subnet.usable)),
        *_by_moment({moment: found[index].total for moment, found in capacity.demands.items()}),
        Cell(f"{share} %", role),
        Cell(_bar(marks, subnet.usable, size), role),
    ]


def _by_moment(numbers: dict[Moment, int]) -> Row:
    """A number for every moment; empty for one that the platform has not."""
    return [Cell(str(numbers.get(moment, ""))) for moment in MOMENTS]


def _bar(marks: list[int], usable: int, size: int) -> str:
    """Today's part, full scale's and the peak's, of the usable addresses; what is more than nothing is seen."""
    ends = [min(ceil(mark * size / usable) if usable else size * bool(mark), size) for mark in marks]
    bar = ""
    for end, character in zip(ends, "█▓▒", strict=True):
        bar += character * (end - len(bar))
    return bar + "░" * (size - len(bar))


def _peaks(capacity: Capacity) -> dict[str, Row]:
    rows = {}
    for index, name in enumerate(subnet_names(capacity)):
        _, demand = peak(capacity, index)
        parts = [Cell(_some(getattr(demand, part))) for part in PARTS]
        left = Cell(str(demand.free), "error" if demand.free < 0 else "")
        whole = (
            Cell(str(demand.blocks_free), "error" if demand.blocks_free < 0 else "") if demand.prefixes else Cell("")
        )
        rows[name] = [*parts, Cell(str(demand.total)), left, Cell(_some(demand.prefixes)), whole]
    return rows


def _zones(capacity: Capacity) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    platform = capacity.platform
    for zone in platform.vpc.zones:
        here = {moment: in_zone(found, zone) for moment, found in capacity.demands.items()}
        rows[zone_name(platform, zone)] = [
            Cell(str(sum(demand.subnet.usable for demand in here["full"]))),
            *_by_moment({moment: sum(demand.total for demand in found) for moment, found in here.items()}),
        ]
    return rows


def _fleets(capacity: Capacity) -> dict[str, Row]:
    platform = capacity.platform
    rows: dict[str, Row] = {}
    for fleet in fleets(platform):
        taken = node_footprint(platform, fleet)
        rows[fleet.name] = [
            Cell(fleet.types_in_words),
            Cell(f"{fleet.min}-{fleet.max}" if fleet.bounded else f"{fleet.min} or more"),
            *_by_moment({moment: zone_nodes(fleet, moment) for moment in capacity.demands}),
            Cell(str(max_pods(platform, fleet) or "unknown")),
            Cell(str(taken.enis)),
            Cell(_some(taken.prefixes)),
            Cell(str(taken.addresses)),
        ]
    return rows


def _notes(world: World) -> list[str]:
    """Where numbers of nodes are from that platform.yaml does not have itself."""
    found = [f"{fleet.name}: {fleet.note}" for one in world.both for fleet in fleets(one.platform) if fleet.note]
    return list(dict.fromkeys(found))


def _verdict(capacity: Capacity, label: str, style: Style, width: int) -> Iterator[str]:
    header = [f"{label}runs out", "of", "lasts for", "", "at full scale", "tightest"]
    yield from _section(header, [_limit(limit) for limit in capacity.limits], style, width)
    yield ""
    role = "error" if capacity.short else "info"
    yield from (style(line, role) for line in wrap(f"{label}{verdict(capacity)}", width))


def _limit(limit: Limit) -> Row:
    role = "error" if limit.short else ""
    return [
        Cell(limit.what, role),
        Cell(limit.kind if limit.unit == "nodes" else ""),
        Cell(str(limit.at), role),
        Cell(f"{limit.unit} of {limit.of}" if limit.of else limit.unit),
        Cell("any" if limit.planned is None else str(limit.planned)),
        Cell(WHEN[limit.moment] if limit.unit == "nodes" else ""),
    ]


def _some(number: int) -> str:
    return str(number) if number else ""


def _harmless(text: str) -> str:
    """What a terminal would obey is shown as a blank."""
    return "".join(c if c.isprintable() else " " for c in text)
