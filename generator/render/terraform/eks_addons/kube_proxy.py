"""Service routing on every node."""

from generator.platform.fleets import own_fleets
from generator.platform.types.platform import Platform
from generator.render.terraform.block import json_text
from generator.render.terraform.eks_addons.addon import Addon


def addon(platform: Platform) -> Addon | None:
    """kube-proxy, in its default mode unless another is asked for."""
    if not own_fleets(platform):
        return None
    spec = platform.addons.kube_proxy
    configuration = None if spec.mode == "iptables" else json_text({"mode": spec.mode})
    return Addon("kube-proxy", spec.version, before_nodes=True, configuration=configuration)
