"""DNS in the cluster."""

from generator.platform.types.platform import Platform
from generator.render.terraform.eks_addons.addon import Addon


def addon(platform: Platform) -> Addon:
    """CoreDNS runs on nodes, so it comes after them."""
    return Addon("coredns", platform.addons.coredns.version)
