"""Nodes that pods stay away from: no service says that it tolerates a taint."""

from generator.platform.types.nodes import NodeGroup
from generator.platform.types.platform import Platform

REPELLING = ("NoSchedule", "NoExecute")
"""Effects that keep a pod away; PreferNoSchedule only prefers other nodes.
https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/"""


def repelling(group: NodeGroup) -> list[str]:
    """The keys of the group's taints that keep pods away, sorted."""
    return sorted(key for key, taint in group.taints.items() if taint.effect in REPELLING)


def open_groups(platform: Platform) -> list[NodeGroup]:
    """The groups that a pod without tolerations can run on."""
    return [group for group in platform.nodes.groups.values() if not repelling(group)]
