"""Snapshots of volumes."""

from generator.platform.types.platform import Platform
from generator.render.terraform.eks_addons.addon import Addon
from generator.render.terraform.eks_addons.placing import placed


def addon(platform: Platform) -> Addon | None:
    """The controller, and the definitions of its objects.

    https://docs.aws.amazon.com/eks/latest/userguide/csi-snapshot-controller.html
    """
    return placed("snapshot-controller", platform.addons.snapshot_controller)
