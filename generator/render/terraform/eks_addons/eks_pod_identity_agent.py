"""Credentials for pods."""

from generator.platform.fleets import own_fleets
from generator.platform.types.platform import Platform
from generator.render.terraform.eks_addons.addon import Addon


def addon(platform: Platform) -> Addon | None:
    """The agent that the CNI itself gets its credentials from."""
    if not own_fleets(platform):
        return None
    return Addon("eks-pod-identity-agent", platform.addons.eks_pod_identity_agent.version, before_nodes=True)
