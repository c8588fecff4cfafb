"""Versions that AWS has on offer, written into platform.yaml: where they differ, into the environments."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from generator.live.account import Account
from generator.platform.discover import modules
from generator.platform.document.source import Source
from generator.platform.document.splice import splice, spliced
from generator.platform.types.node import Place
from generator.platform.types.platform import Platform
from lint.edits import is_own
from lint.reader import NotRead, Unread


class Pin(NamedTuple):
    """A value on offer for a place of platform.yaml; `current` is what is said there, None where nothing is."""

    place: Place
    value: str
    current: str | None

    @property
    def is_newer(self) -> bool:
        """Whether it comes after what is said, or nothing is said: nothing is ever set back."""
        return self.current is None or _order(self.value) > _order(self.current)


class Offer(NamedTuple):
    """What is on offer by environment, and what could not be read."""

    pins: dict[str, list[Pin]]
    unread: list[Unread]


def offer(platforms: dict[str, Platform], accounts: dict[str, Account]) -> Offer:
    """Ask for everything that can be pinned."""
    pins: dict[str, list[Pin]] = {name: [] for name in accounts}
    unread = []
    for name, aws in accounts.items():
        for kind in modules("generator.live.pins"):
            try:
                found = [pin for pin in kind.pins(platforms[name], aws) if pin.is_newer]
            except NotRead as error:
                unread.append(Unread(kind.__name__.rpartition(".")[2].replace("_", "-"), name, str(error)))
            else:
                pins[name] += found
    return Offer(pins, unread)


def pinned(source: Source, pins: dict[str, list[Pin]], environments: frozenset[str]) -> tuple[Source, list[Place]]:
    """The source with the pins in it, and the places that could not be written without touching what is beside them."""
    left = []
    for place, value in _placed(source, pins, environments):
        made = splice(source, place, value)
        if made is None:
            left.append(place)
        else:
            source = Source(source.name, spliced(source.text, [made]))
    return source, left


def _placed(source: Source, pins: dict[str, list[Pin]], environments: frozenset[str]) -> Iterator[tuple[Place, str]]:
    """Every value at its place: in the common part only where all environments are to have it."""
    by_place: dict[Place, dict[str, str]] = {}
    for environment, found in pins.items():
        for pin in found:
            by_place.setdefault(pin.place, {})[environment] = pin.value
    done = set()
    for place, values in by_place.items():
        alike = len(set(values.values())) == 1 and values.keys() >= environments
        for environment, value in values.items():
            own = "environments" in source.data and (not alike or is_own(source.data, place, environment, alike))
            target = ("environments", environment, *place) if own else place
            if target not in done:
                done.add(target)
                yield target, value


def _order(version: str) -> tuple[int, ...]:
    """Its numbers; a release of Bottlerocket ends with a hash, which has no order, and one of the others with a day."""
    numbers, _, end = version.rpartition("-")
    has_hash = bool(numbers) and not re.fullmatch(r"20[0-9]{6}|20[0-9]{2}\.[0-9]{2}\.[0-9]{2}|eksbuild\.[0-9]+", end)
    return tuple(map(int, re.findall(r"\d+", numbers if has_hash else version)))
