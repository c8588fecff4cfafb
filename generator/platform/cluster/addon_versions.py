"""Versions of EKS add-ons, and what goes with which Kubernetes version."""

from datetime import date
from functools import cache
from pathlib import Path

import msgspec
from msgspec import Struct

DATA = Path(__file__).parents[1] / "data" / "eks_addons.json"


class Versions(Struct, frozen=True, rename="camel"):
    """The oldest minor version that EKS offers for a Kubernetes version, and the latest version of all."""

    oldest: str
    latest: str


class Mode(Struct, frozen=True, rename="camel"):
    """The first and the last Kubernetes version that has a mode of kube-proxy; None where there is no such bound."""

    since: str | None = None
    until: str | None = None


class AddonVersions(Struct, frozen=True, rename="camel"):
    """What was known on the day `as_of`, by Kubernetes version and by mode."""

    as_of: date
    source: str
    coredns: dict[str, Versions]
    kube_proxy_modes: dict[str, Mode]


def addon_minor(version: str) -> tuple[int, int]:
    """The major and minor number of an add-on's version, such as v1.14.3-eksbuild.11."""
    major, minor = version.removeprefix("v").split(".")[:2]
    return int(major), int(minor)


@cache
def addon_versions() -> AddonVersions:
    """The table that we ship."""
    return msgspec.json.decode(DATA.read_bytes(), type=AddonVersions)
