"""A platform without anything that pods could run on."""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield nodes where there are none, and no Fargate."""
    if not fleets(platform) and platform.nodes.fargate is None:
        yield Violation(platform, "nodes", "there is nothing to run on; declare groups, fargate or pools of autoMode")
