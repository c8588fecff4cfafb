"""Versions of what we install, from the dated file data/pins.json."""

from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec


class Chart(NamedTuple):
    """A Helm chart: where it is, and the version we render for."""

    repository: str
    version: str


@cache
def _pins() -> dict[str, dict[str, dict[str, str]]]:
    pins: dict[str, dict[str, dict[str, str]]] = msgspec.json.decode(
        (files("generator.render") / "data" / "pins.json").read_bytes()
    )
    return pins


def chart(name: str) -> Chart:
    """The pinned chart of a name; raises KeyError for one that is not pinned."""
    return Chart(**_pins()["charts"][name])


def image(name: str) -> str:
    """The pinned image of a name."""
    return str(_pins()["images"][name])
