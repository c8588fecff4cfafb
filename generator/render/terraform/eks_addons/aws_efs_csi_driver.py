"""EFS file systems as volumes."""

from generator.platform.fleets import fleets
from generator.platform.types.platform import Platform
from generator.render.terraform.eks_addons.addon import Addon
from generator.render.terraform.eks_addons.placing import configuration, placing

AGENT = {"key": "efs.csi.aws.com/agent-not-ready", "operator": "Exists"}


def addon(platform: Platform) -> Addon | None:
    """The driver and its role, which makes access points; on nodes of Auto Mode too, and not on Fargate.

    https://docs.aws.amazon.com/eks/latest/userguide/efs-csi.html
    """
    spec = platform.addons.aws_efs_csi_driver
    if spec is None or not fleets(platform):
        return None
    controller = placing(spec, AGENT)
    return Addon(
        "aws-efs-csi-driver",
        spec.version,
        configuration=configuration({"controller": controller} if controller else {}),
        policy="service-role/AmazonEFSCSIDriverPolicy",
        service_account="efs-csi-controller-sa",
    )
