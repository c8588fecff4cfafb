"""Settings of the kubelet that are given, or that nodes without EKS's care need."""

from typing import Any

from generator.platform.types.node_group import NodeGroup

SHUTDOWN = {"shutdown_grace_period": 75, "shutdown_grace_period_critical_pods": 15}
"""Seconds. Nothing drains a node that EKS does not manage, but a kubelet that is told so ends its pods in peace."""


def settings(group: NodeGroup) -> dict[str, Any]:
    """What is to be set, by the fields' names; durations are in seconds."""
    kubelet = group.kubelet
    given = {name: getattr(kubelet, name) for name in kubelet.__struct_fields__}
    defaults = {} if group.managed else SHUTDOWN
    return defaults | {name: value for name, value in given.items() if value is not None and value not in ({}, ())}
