"""Addresses before and after: what every subnet has and needs, and what runs out first."""

from typing import NamedTuple

from generator.platform.capacity import Demand, Limit, demands, limits
from generator.platform.types.platform import Platform


class Room(NamedTuple):
    """Addresses that a subnet has, and that it needs at full scale while the node groups are updated."""

    usable: int
    needed: int

    @property
    def free(self) -> int:
        """Addresses that are left; negative where there are too few."""
        return self.usable - self.needed


class Subnet(NamedTuple):
    """The room of one tier in one zone; None where that side has no such subnet."""

    tier: str
    zone: str
    old: Room | None
    new: Room | None


class Capacity(NamedTuple):
    """The subnets whose room changes, and what runs out first on each side; None where nothing does."""

    subnets: list[Subnet]
    old: Limit | None
    new: Limit | None

    def __bool__(self) -> bool:
        return bool(self.subnets) or self.old != self.new


def capacity(base: Platform | None, head: Platform | None) -> Capacity:
    """What changes between two platforms; a side that is not there has no subnets."""
    before, after = _rooms(base), _rooms(head)
    places = dict.fromkeys([*after, *before])
    changed = [place for place in places if before.get(place) != after.get(place)]
    found = [Subnet(*place, before.get(place), after.get(place)) for place in changed]
    return Capacity(found, _first(base), _first(head))


def _rooms(platform: Platform | None) -> dict[tuple[str, str], Room]:
    found: list[Demand] = demands(platform) if platform else []
    return {(each.subnet.tier, each.subnet.zone): Room(each.subnet.usable, each.total) for each in found}


def _first(platform: Platform | None) -> Limit | None:
    return next((limit for limit in limits(platform) if limit.planned is not None), None) if platform else None
