"""Reserved capacity that is said twice, or half."""

from collections.abc import Iterator

from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield reservations that name several things or none, and capacity blocks without one, or with several types."""
    for group in platform.nodes.groups.values():
        wanted = group.reservation
        if wanted and [wanted.id, wanted.resource_group, wanted.preference].count(None) != 2:
            yield Violation(group, "reservation", "give one of id, resourceGroup and preference")
        if wanted and group.capacity == "spot":
            yield Violation(group, "reservation", "spot instances use no reservation; leave one of both out")
        if group.capacity == "capacityBlock":
            yield from _block(group)


def _block(group: NodeGroup) -> Iterator[Violation]:
    if group.reservation is None or group.reservation.preference:
        yield Violation(group, "capacity", "a capacity block is used by its reservation.id; give one")
    if len(group.instance_types) > 1:
        yield Violation(group, "instance_types", "a capacity block has one instance type; name that alone")
