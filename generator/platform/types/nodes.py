"""nodes: where pods run."""

from typing import Annotated

from msgspec import Meta

from generator.platform.types.karpenter import Karpenter
from generator.platform.types.node import Node, says
from generator.platform.types.node_group import GroupName, NodeGroup


class Nodes(Node, frozen=True):
    """What pods run on."""

    groups: Annotated[dict[GroupName, NodeGroup], Meta(min_length=1), says("Node groups.")]
    karpenter: Annotated[Karpenter | None, says("Karpenter, which makes nodes as pods need them.")] = None
