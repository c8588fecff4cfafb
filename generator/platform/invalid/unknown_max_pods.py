"""A node group that we tell all, and whose max-pods nobody knows."""

from collections.abc import Iterator

from generator.platform.fleets import fleet_of
from generator.platform.nodes.groups import told_all
from generator.platform.nodes.max_pods import max_pods
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield groups whose user data is ours and says max-pods, and an instance type that we do not know."""
    for group in platform.nodes.groups.values():
        if told_all(group) and max_pods(platform, fleet_of(platform, group)) is None:
            message = "max-pods of an instance type that is not in our table cannot be computed; give a number"
            yield Violation(group, "max_pods", message)
