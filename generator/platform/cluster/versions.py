"""The support calendar of EKS: which Kubernetes versions it runs, and until when."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

DATA = Path(__file__).parents[1] / "data" / "eks_versions.json"


class Support(Struct, frozen=True, rename="camel"):
    """The last days of standard and of extended support; None where AWS has not said."""

    end_standard: date | None = None
    end_extended: date | None = None


class Calendar(Struct, frozen=True, rename="camel"):
    """The versions known on the day `as_of`."""

    as_of: date
    source: str
    versions: dict[str, Support]


def minor(version: str) -> int:
    """The minor number of a version such as 1.36."""
    return int(version.partition(".")[2])


def next_version(version: str) -> str:
    """The version to upgrade to: EKS takes one minor version at a time."""
    return f"1.{minor(version) + 1}"


@cache
def calendar() -> Calendar:
    """The calendar that we ship."""
    return msgspec.json.decode(DATA.read_bytes(), type=Calendar)


def newest() -> str:
    """The newest version of the calendar."""
    return max(calendar().versions, key=minor)
