"""EBS volumes."""

from generator.platform.fleets import own_fleets
from generator.platform.types.platform import Platform
from generator.render.terraform.eks_addons.addon import Addon


def addon(platform: Platform) -> Addon | None:
    """The driver and its role; it attaches volumes to nodes of ours alone.

    https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
    """
    spec = platform.addons.aws_ebs_csi_driver
    if spec is None or not own_fleets(platform):
        return None
    return Addon(
        "aws-ebs-csi-driver",
        spec.version,
        policy="service-role/AmazonEBSCSIDriverPolicy",
        service_account="ebs-csi-controller-sa",
    )
