"""Addresses before and after: a bar for every subnet, by what takes them at the peak."""

from typing import NamedTuple

from generator.diff.comparison import Comparison
from generator.diff.report import phrases
from generator.picture.capacity import PARTS, WHEN, fits, peak, subnet_names
from generator.platform.capacity import Capacity, demands, moments
from generator.platform.types.platform import Platform


class Bar(NamedTuple):
    """Addresses that a subnet has and needs at its peak; parts are colour, start and width, in thousandths."""

    cidr: str
    usable: int
    needed: int
    moment: str
    parts: list[tuple[int, float, float]]
    limit: float | None
    fits: bool


class Row(NamedTuple):
    """A subnet on both sides."""

    subnet: str
    old: Bar | None
    new: Bar | None


class Addresses(NamedTuple):
    """The subnets whose bar is another one and those where nothing changes, and what runs out first on each side."""

    differing: list[Row]
    same: list[Row]
    first_old: str
    first_new: str

    @staticmethod
    def legend(rows: list[Row]) -> dict[int, str]:
        """The names of the parts of some bars, by their colour."""
        used = {part for row in rows for bar in (row.old, row.new) if bar for part, _, _ in bar.parts}
        return {number: name for number, name in enumerate(PARTS.values()) if number in used}


def addresses(comparison: Comparison, environment: str) -> Addresses | None:
    """Those of an environment, where that side has it."""
    sides = [side.platforms.get(environment) for side in (comparison.base, comparison.head)]
    known = [_demands(platform) if platform is not None else None for platform in sides]
    if known == [None, None]:
        return None
    before, after = (_bars(each) for each in known)
    rows = [Row(name, before.get(name), after.get(name)) for name in dict.fromkeys([*after, *before])]
    differing, same = ([row for row in rows if (row.old != row.new) is wanted] for wanted in (True, False))
    rooms = comparison.capacity[environment]
    return Addresses(differing, same, phrases.limit(rooms.old), phrases.limit(rooms.new))


def _demands(platform: Platform) -> Capacity:
    """What each subnet needs; limits, which take much longer, are known from the comparison."""
    return Capacity(platform, {moment: demands(platform, moment) for moment in moments(platform)}, [])


def _bars(found: Capacity | None) -> dict[str, Bar]:
    if found is None:
        return {}
    return {name: _bar(found, index) for index, name in enumerate(subnet_names(found))}


def _bar(found: Capacity, index: int) -> Bar:
    moment, demand = peak(found, index)
    usable = demand.subnet.usable
    scale = 1000 / max(usable, demand.total, 1)
    parts, start = [], 0.0
    for number, part in enumerate(PARTS):
        width = getattr(demand, part) * scale
        if width:
            parts.append((number, round(start, 1), round(max(width, 2.0), 1)))
            start += width
    limit = round(usable * scale, 1) if demand.total > usable else None
    return Bar(str(demand.subnet.cidr), usable, demand.total, WHEN[moment], parts, limit, fits(found, index))
