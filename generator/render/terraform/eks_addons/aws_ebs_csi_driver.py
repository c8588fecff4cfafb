"""EBS volumes."""

from collections.abc import Iterator
from typing import Any

from generator.platform.services.storage import has_ebs_driver
from generator.platform.types.platform import Platform
from generator.platform.types.storage import EbsDriver
from generator.render.terraform.eks_addons.addon import Addon
from generator.render.terraform.eks_addons.placing import configuration, placing
from generator.render.terraform.policy import Statement, allow

EVICTED = {"effect": "NoExecute", "operator": "Exists", "tolerationSeconds": 300}


def addon(platform: Platform) -> Addon | None:
    """The driver and its role; it attaches volumes to nodes of ours alone.

    https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html
    """
    spec = platform.addons.aws_ebs_csi_driver
    if spec is None or not has_ebs_driver(platform):
        return None
    controller = _controller(platform, spec)
    return Addon(
        "aws-ebs-csi-driver",
        spec.version,
        configuration=configuration({"controller": controller} if controller else {}),
        policy="service-role/AmazonEBSCSIDriverPolicy",
        statements=tuple(_key(spec)),
        service_account="ebs-csi-controller-sa",
    )


def _controller(platform: Platform, spec: EbsDriver) -> dict[str, Any]:
    """Volumes have the tags of everything else: Terraform does not make them."""
    tags = {"extraVolumeTags": dict(sorted(platform.tags.items()))} if platform.tags else {}
    return tags | placing(spec, EVICTED)


def _key(spec: EbsDriver) -> Iterator[Statement]:
    """What the driver needs of a key of the user's.

    https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html#csi-iam-role
    """
    if spec.kms_key is not None:
        granting = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"]
        yield allow(granting, [spec.kms_key], Bool={"kms:GrantIsForAWSResource": "true"})
        using = ["Decrypt", "DescribeKey", "Encrypt", "GenerateDataKey*", "ReEncrypt*"]
        yield allow([f"kms:{action}" for action in using], [spec.kms_key])
