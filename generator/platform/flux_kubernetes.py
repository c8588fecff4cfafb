"""The Kubernetes versions that a Flux version is tested with."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

DATA = Path(__file__).parent / "data" / "flux_kubernetes.json"


class _Table(Struct, frozen=True):
    versions: dict[str, list[str]]


@cache
def _table() -> _Table:
    return msgspec.json.decode(DATA.read_bytes(), type=_Table)


def supported(flux: str) -> list[str]:
    """Those of a Flux version such as 2.9; none where that is not known."""
    return _table().versions.get(flux, [])
