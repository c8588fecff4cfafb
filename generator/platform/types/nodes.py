"""nodes: where pods run."""

from typing import Annotated

from generator.platform.types.auto_mode import AutoMode
from generator.platform.types.fargate import Fargate
from generator.platform.types.karpenter import Karpenter
from generator.platform.types.node import Node, says
from generator.platform.types.node_group import GroupName, NodeGroup


class Nodes(Node, frozen=True):
    """What pods run on."""

    groups: Annotated[dict[GroupName, NodeGroup], says("Node groups.")] = {}
    karpenter: Annotated[Karpenter | None, says("Karpenter, which makes nodes as pods need them.")] = None
    fargate: Annotated[Fargate | None, says("Pods without nodes of ours.")] = None
    auto_mode: Annotated[AutoMode | None, says("EKS Auto Mode: nodes that AWS makes and keeps.")] = None
