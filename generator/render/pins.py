"""Versions of what we install, from the dated file data/pins.json, and where they are pulled from."""

from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.platform.cluster.registries import mirrored
from generator.platform.types.platform import Platform

DATA = Path(__file__).parent / "data" / "pins.json"


class Chart(Struct, frozen=True):
    """A Helm chart: where it is published, the version that we render for, and the images that it runs."""

    repository: str
    version: str
    images: tuple[str, ...] = ()


class Definitions(Struct, frozen=True):
    """Custom resource definitions that no chart brings: a Git repository, its tag, and the folder in it."""

    repository: str
    tag: str
    path: str


class _Pins(Struct, frozen=True, rename="camel"):
    as_of: str
    charts: dict[str, Chart]
    definitions: dict[str, Definitions]
    images: dict[str, str]


@cache
def pins() -> _Pins:
    """Everything that is pinned."""
    return msgspec.json.decode(DATA.read_bytes(), type=_Pins)


def published(name: str) -> Chart:
    """The pinned chart of a name, where it is published; raises KeyError for one that is not pinned."""
    return pins().charts[name]


def chart(platform: Platform, name: str) -> Chart:
    """The pinned chart of a name, in the mirror where there is one; raises KeyError for one that is not pinned."""
    found = published(name)
    if platform.registry.mirror is None:
        return found
    repository = mirrored(platform, found.repository.partition("://")[2])
    return Chart(f"oci://{repository}", found.version, tuple(mirrored(platform, image) for image in found.images))


def image(platform: Platform, name: str) -> str:
    """The pinned image of a name, in the mirror where there is one."""
    return mirrored(platform, pins().images[name])
