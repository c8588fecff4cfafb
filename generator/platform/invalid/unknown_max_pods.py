"""A node group of an own image whose max-pods nobody knows."""

from collections.abc import Iterator

from generator.platform.fleets import fleet_of
from generator.platform.max_pods import max_pods
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield groups with an imageId, whose user data says max-pods, and an instance type that we do not know."""
    for group in platform.nodes.groups.values():
        if group.image_id is not None and max_pods(platform, fleet_of(platform, group)) is None:
            message = "max-pods of an instance type that is not in our table cannot be computed; give a number"
            yield Violation(group, "max_pods", message)
