"""The capacity of platforms: one module per format, each with `report(worlds, ...)`."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.capacity import Capacity, Demand, Moment

MOMENTS: dict[Moment, str] = {"today": "today", "full": "full", "update": "update", "zoneLost": "zone lost"}
"""What the moments are called."""

WHEN: dict[Moment, str] = {
    "today": "today",
    "full": "at full scale",
    "update": "during an update at full scale",
    "zoneLost": "with a zone lost",
}

PARTS = {
    "nodes": "nodes",
    "interfaces": "interfaces",
    "assigned": "pods",
    "warm": "warm",
    "fargate": "Fargate",
    "load_balancers": "load balancers",
    "endpoints": "endpoints",
    "control_plane": "control plane",
    "nat_gateways": "NAT",
}
"""The parts of a demand, by the names of its fields: together they are its total."""


class World(NamedTuple):
    """A platform as it is and, where that is asked, as it would be with `changes`."""

    file: str
    now: Capacity
    then: Capacity | None = None
    changes: tuple[str, ...] = ()

    @property
    def both(self) -> list[Capacity]:
        return [self.now] if self.then is None else [self.now, self.then]

    @property
    def short(self) -> bool:
        """Whether something runs out in the last of them."""
        return self.both[-1].short


def peak(capacity: Capacity, index: int) -> tuple[Moment, Demand]:
    """The moment at which the subnet of an index needs most."""
    moment = max(capacity.demands, key=lambda each: capacity.demands[each][index].total)
    return moment, capacity.demands[moment][index]


def fits(capacity: Capacity, index: int) -> bool:
    """Whether the subnet of an index is large enough at every moment."""
    return all(found[index].fits for found in capacity.demands.values())


def in_zone(found: list[Demand], zone: str) -> list[Demand]:
    """The demands of a zone's subnets."""
    return [demand for demand in found if demand.subnet.zone == zone]


def subnet_names(capacity: Capacity) -> list[str]:
    """The subnets of a capacity, in the order of its demands."""
    return [demand.subnet.name for demand in capacity.demands["full"]]


def pairs(names: list[list[str]]) -> Iterator[tuple[str, list[int | None]]]:
    """Every name of one world or both, with its index in each; None where it is not there."""
    for name in sorted({name for found in names for name in found}):
        yield name, [found.index(name) if name in found else None for found in names]


def verdict(capacity: Capacity) -> str:
    """What runs out first, in words."""
    first = next((limit for limit in capacity.limits if limit.planned), None)
    if first is None:
        return "nothing can run out: no instance type is known, and no service is declared"
    of = f" of {first.of}" if first.of else ""
    said = f"{first.what}, at {first.at} {first.unit}{of}; {first.planned} at full scale"
    return f"{'runs out first' if capacity.short else 'nothing runs out; first would be'}: {said}"
