"""Node groups."""

from collections.abc import Iterator

from generator.platform.fleets.fleet import Fleet
from generator.platform.network.addresses import tier_zones
from generator.platform.nodes.ami import is_windows
from generator.platform.nodes.groups import node_labels
from generator.platform.types.platform import Platform

SURGE = 2
"""Nodes more in a zone while a managed node group is updated, at least.
https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html"""


def fleets(platform: Platform) -> Iterator[Fleet]:
    """Yield a fleet for every entry of nodes.groups."""
    for name, group in sorted(platform.nodes.groups.items()):
        yield Fleet(
            "node group",
            name,
            group,
            group.instance_types,
            group.subnets,
            tuple(sorted(group.zones or tier_zones(platform, group.subnets))),
            group.scaling.min,
            group.scaling.max,
            group.update.max_unavailable,
            SURGE if group.managed and group.update.strategy == "default" else 0,
            None if group.max_pods == "auto" else group.max_pods,
            tuple(sorted(node_labels(group).items())),
            tuple(sorted(group.taints.items())),
            "windows" if is_windows(group.ami) else "linux",
            group.kubelet,
        )
