"""What is wrong with nodes."""

from generator.platform.fleets import own_fleets
from generator.platform.types.platform import Platform
from generator.render.terraform.eks_addons.addon import Addon


def addon(platform: Platform) -> Addon | None:
    """The agent whose findings node repair acts on; Auto Mode has it built in.

    https://docs.aws.amazon.com/eks/latest/userguide/node-health.html
    """
    spec = platform.addons.eks_node_monitoring_agent
    if spec is None or not own_fleets(platform):
        return None
    return Addon("eks-node-monitoring-agent", spec.version)
