"""The Flux versions that the pinned operator installs: their newest patch, and the image of each controller."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

DATA = Path(__file__).parents[1] / "data" / "flux_versions.json"


class FluxVersion(Struct, frozen=True):
    """A minor version: its newest patch, and the tags of the images by controller."""

    patch: str
    images: dict[str, str]


class FluxVersions(Struct, frozen=True):
    """What a version of the operator knows, by minor version."""

    operator: str
    versions: dict[str, FluxVersion]


@cache
def flux_versions() -> FluxVersions:
    """The table that we ship."""
    return msgspec.json.decode(DATA.read_bytes(), type=FluxVersions)
