"""nodes.karpenter: Karpenter, and the pools of nodes that it makes as pods need them."""

from typing import Annotated

from msgspec import Meta, field

from generator.platform.types.container import Cpu, Memory
from generator.platform.types.karpenter_pool import NodePool
from generator.platform.types.node import Node, says, text

PoolName = Annotated[
    str,
    text(
        r"[a-z]([a-z0-9-]{0,61}[a-z0-9])?",
        "a pool's name of at most 63 lower-case letters, digits and hyphens",
        "batch",
    ),
]
"""Karpenter writes it into a label of every node."""


class ControllerResources(Node, frozen=True):
    """What each pod of the controller asks for."""

    cpu: Annotated[Cpu, says("The CPU request.")] = "1"
    memory: Annotated[Memory, says("The memory request, and its limit.")] = "1Gi"


class Karpenter(Node, frozen=True):
    """The controller, which runs on node groups and never on nodes of its own."""

    version: Annotated[
        Annotated[str, text(r"1\.[0-9]+\.[0-9]+", "a version of Karpenter", "1.14.1")] | None,
        says("Unset: the one that groundplan is made for."),
    ] = None
    replicas: Annotated[int, Meta(ge=1, le=10), says("Pods of the controller, on a node each; one of them leads.")] = 2
    resources: Annotated[ControllerResources, says("What each of them asks for.")] = field(
        default_factory=ControllerResources
    )
    node_repair: Annotated[bool, says("Replace nodes that stay unhealthy.")] = False
    spot_to_spot: Annotated[bool, says("Let consolidation replace spot nodes by cheaper spot nodes.")] = False
    pools: Annotated[
        dict[PoolName, NodePool], says("Pools of nodes, by name. Empty them and wait before you remove Karpenter.")
    ] = {}
