"""A setting that EKS has only for a control plane with reserved capacity."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield the autoscalers' period where the control plane is not a provisioned one.

    https://docs.aws.amazon.com/eks/latest/userguide/control-plane-configuration.html
    """
    manager, tier = platform.cluster.controller_manager, platform.cluster.scaling_tier
    if manager is not None and manager.horizontal_pod_autoscaler_sync_period and tier in {None, "standard"}:
        message = "EKS takes it only with a scalingTier of tier-xl or larger; set one, or take this out"
        yield Violation(manager, "horizontal_pod_autoscaler_sync_period", message)
