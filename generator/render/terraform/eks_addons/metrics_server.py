"""CPU and memory metrics."""

from generator.platform.types.platform import Platform
from generator.render.terraform.eks_addons.addon import Addon


def addon(platform: Platform) -> Addon | None:
    """The community add-on metrics-server."""
    spec = platform.addons.metrics_server
    return None if spec is None else Addon("metrics-server", spec.version)
