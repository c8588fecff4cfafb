"""One-way doors: one module each, with `warn`, which says what cannot be undone or is refused, and the way round."""

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from generator.platform.types.platform import Platform

Warn = Callable[[Platform, Platform], Iterator[str]]


def warnings(base: Platform | None, head: Platform | None) -> list[str]:
    """What is said of a change between two platforms; a door has two sides, so nothing where one is not there."""
    if base is None or head is None or base == head:
        return []
    return [said for warn in _all() for said in warn(base, head)]


@cache
def _all() -> list[Warn]:
    names = sorted(module.name for module in iter_modules(__path__))
    return [import_module(f"{__name__}.{name}").warn for name in names]
