"""Prometheus metrics of Kubernetes' objects."""

from generator.platform.types.platform import Platform
from generator.render.terraform.eks_addons.addon import Addon
from generator.render.terraform.eks_addons.placing import placed


def addon(platform: Platform) -> Addon | None:
    """The community add-on kube-state-metrics."""
    return placed("kube-state-metrics", platform.addons.kube_state_metrics)
