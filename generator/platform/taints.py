"""Nodes that pods stay away from: no service says that it tolerates a taint."""

from generator.platform.fleets import Fleet, fleets
from generator.platform.types.platform import Platform

REPELLING = ("NoSchedule", "NoExecute")
"""Effects that keep a pod away; PreferNoSchedule only prefers other nodes.
https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/"""


def repelling(fleet: Fleet) -> list[str]:
    """The keys of the fleet's taints that keep pods away, sorted."""
    return sorted(key for key, taint in fleet.taints if taint.effect in REPELLING)


def open_fleets(platform: Platform) -> list[Fleet]:
    """The fleets that a pod without tolerations can run on."""
    return [fleet for fleet in fleets(platform) if not repelling(fleet)]
