"""The Kubernetes versions that a Flux version is tested with."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

DATA = Path(__file__).parents[1] / "data" / "flux_kubernetes.json"


class _Table(Struct, frozen=True):
    versions: dict[str, list[str]]


@cache
def _table() -> _Table:
    return msgspec.json.decode(DATA.read_bytes(), type=_Table)


def supported(flux: str) -> list[str]:
    """Those of a Flux version such as 2.9; none where that is not known."""
    return _table().versions.get(flux, [])


def tested_with(kubernetes: str, least: int) -> str | None:
    """The oldest version 2.X of Flux, X being `least` at the least, that is tested with a version of Kubernetes."""
    fits = [flux for flux, known in _table().versions.items() if kubernetes in known and _minor(flux) >= least]
    return min(fits, key=_minor, default=None)


def _minor(flux: str) -> int:
    return int(flux.partition(".")[2])
