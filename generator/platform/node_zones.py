"""Where the nodes of a group lie, and how many more there are while it is updated."""

from math import ceil

from generator.platform.types.nodes import NodeGroup
from generator.platform.types.platform import Platform

SURGE = 2
"""Nodes more in a zone while a managed node group is updated, at least.
https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html"""


def zones_of(platform: Platform, group: NodeGroup) -> list[str]:
    """The letters of the zones that a group spans, sorted."""
    return sorted(group.zones or platform.vpc.zones)


def surge(platform: Platform, group: NodeGroup) -> int:
    """Nodes more in a zone while the group is updated: two, or a share of all that are replaced at once."""
    return max(SURGE, ceil(max_unavailable(group) / len(zones_of(platform, group))))


def max_unavailable(group: NodeGroup) -> int:
    """The most nodes that an update replaces at once, of a group at its largest."""
    given = group.update.max_unavailable
    if isinstance(given, int):
        return min(given, group.scaling.max)
    return min(ceil(group.scaling.max * int(given.removesuffix("%")) / 100), 100)
