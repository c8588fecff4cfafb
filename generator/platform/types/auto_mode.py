"""nodes.autoMode: EKS Auto Mode, in which AWS makes, patches and replaces the nodes."""

from typing import Annotated, Literal

from generator.platform.types.auto_mode_pool import AutoModePool, AutoModePoolName
from generator.platform.types.node import Node, says

BuiltInPool = Literal["general-purpose", "system"]


class AutoMode(Node, frozen=True):
    """EKS Auto Mode: nodes, their network, volumes and load balancers are AWS's business."""

    enabled: Annotated[
        bool, says("False takes the cluster out of Auto Mode: apply it so before you remove `autoMode` itself.")
    ] = True
    built_in_pools: Annotated[
        tuple[BuiltInPool, ...],
        says("Amazon's own pools; their nodes lie in the control plane's subnets. system takes critical add-ons only."),
    ] = ()
    pools: Annotated[
        dict[AutoModePoolName, AutoModePool],
        says("Pools of your own, by name. Flux makes them, so it needs other nodes to start on."),
    ] = {}
