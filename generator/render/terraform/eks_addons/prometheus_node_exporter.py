"""Prometheus metrics of nodes."""

from generator.platform.fleets import fleets
from generator.platform.types.platform import Platform
from generator.render.terraform.eks_addons.addon import Addon


def addon(platform: Platform) -> Addon | None:
    """The community add-on, a DaemonSet: Fargate has none."""
    spec = platform.addons.prometheus_node_exporter
    return None if spec is None or not fleets(platform) else Addon("prometheus-node-exporter", spec.version)
