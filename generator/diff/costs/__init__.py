"""What the bill follows, counted before and after, without prices: one module for each kind, with `drivers`."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.diff.costs.driver import Amount, Driver
from generator.platform.discover import modules
from generator.platform.types.platform import Platform

__all__ = ["Amount", "Cost", "Driver", "costs"]


class Cost(NamedTuple):
    """A driver whose amount changes; None where that side has no such thing."""

    what: str
    unit: str
    old: Amount | None
    new: Amount | None


def costs(base: Platform | None, head: Platform | None) -> list[Cost]:
    """What changes between two platforms, by kind; a side that is not there has nothing."""
    before, after = _amounts(base), _amounts(head)
    names = dict.fromkeys([*after, *before])
    changed = [name for name in names if before.get(name) != after.get(name)]
    return [Cost(*name, before.get(name), after.get(name)) for name in changed]


def _amounts(platform: Platform | None) -> dict[tuple[str, str], Amount]:
    """Those of equal names together."""
    found: dict[tuple[str, str], Amount] = {}
    for driver in _drivers(platform):
        key = driver.what, driver.unit
        found[key] = found[key] + driver.amount if key in found else driver.amount
    return {key: amount for key, amount in found.items() if amount != Amount(0)}


def _drivers(platform: Platform | None) -> Iterator[Driver]:
    kinds = (module for module in modules(__name__) if hasattr(module, "drivers"))
    for kind in kinds if platform is not None else ():
        yield from kind.drivers(platform)
