"""CPU and memory metrics."""

from generator.platform.types.platform import Platform
from generator.render.terraform.eks_addons.addon import Addon
from generator.render.terraform.eks_addons.placing import placed


def addon(platform: Platform) -> Addon | None:
    """The community add-on metrics-server, which has two pods."""
    return placed("metrics-server", platform.addons.metrics_server)
