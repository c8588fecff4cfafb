"""The topology before and after, as pictures that the page holds itself."""

from base64 import b64encode
from typing import NamedTuple

from generator.diff.comparison import Comparison
from generator.picture.topology.svg import report
from generator.platform.types.platform import Platform

_MOST = 2_000_000
"""Characters of a picture."""


class Picture(NamedTuple):
    """When it was so, what it is in words, and its data."""

    when: str
    words: str
    data: str


def pictures(comparison: Comparison, environment: str) -> list[Picture]:
    """Before and after where they differ; one alone where nothing changes, or where that side alone has it."""
    sides = {"Before": comparison.base.platforms, "After": comparison.head.platforms}
    found = {when: side[environment] for when, side in sides.items() if environment in side}
    drawn = {when: svg for when, platform in found.items() if len(svg := report([platform])) <= _MOST}
    if len(set(drawn.values())) == 1 < len(drawn):
        drawn = {"Unchanged": drawn["After"]}
        found = {"Unchanged": found["After"]}
    return [Picture(when, _words(when, found[when]), b64encode(svg.encode()).decode()) for when, svg in drawn.items()]


def _words(when: str, platform: Platform) -> str:
    zones, tiers = ", ".join(platform.vpc.zones), ", ".join(sorted(platform.subnets))
    return (
        f"{when}: the topology of {platform.name}, {platform.environment}: a VPC of {platform.vpc.cidr} "
        f"with zones {zones} and subnets {tiers}, and who calls whom of {len(platform.services)} services"
    )
