"""Where a collector itself sends logs: each place once, whatever goes there."""

import re
from typing import NamedTuple

from generator.platform.logs.log_routes import Route, Source, Stop, StopKind, collected
from generator.platform.services.quantities import MIB, size
from generator.platform.types.platform import Platform

_OTHER = re.compile("[^a-z0-9]+")

_LEAST = 32 * MIB
"""A chunk of Fluent Bit's has 2 MiB: with less room than for some, it could keep none."""


class Output(NamedTuple):
    """A place that logs go to, either those of hosts or those of containers; `size` of its buffer is in bytes."""

    stop: Stop
    sources: tuple[Source, ...]
    alias: str
    size: int

    @property
    def host(self) -> bool:
        """Whether the logs are of hosts."""
        return self.sources[0].kind == "host"


def outputs(platform: Platform, kind: StopKind | None = None) -> list[Output]:
    """All, or those of a kind; what is set for the buffer is shared among them."""
    found: dict[tuple[bool, Stop], list[Source]] = {}
    for route in collected(platform):
        for stop in route.stops:
            found.setdefault((route.source.kind == "host", stop), []).append(route.source)
    share = max(int(size(platform.logging.buffer.size)) // max(len(found), 1), _LEAST)
    made = [Output(stop, tuple(sources), _alias(host, stop), share) for (host, stop), sources in found.items()]
    return [output for output in made if kind in (None, output.stop.kind)]


def container_routes(platform: Platform) -> list[Route]:
    """Those of containers, the most precise first."""
    return [route for route in collected(platform) if route.source.kind == "containers"]


def kinds(platform: Platform) -> list[StopKind]:
    """The kinds of places, sorted."""
    return sorted({output.stop.kind for output in outputs(platform)})


def _alias(host: bool, stop: Stop) -> str:
    """A name that stays while the place does: files are kept by it."""
    return "-".join([*(["host"] if host else []), _OTHER.sub("-", f"{stop.kind}-{stop.name}".lower()).strip("-")])
