from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.services.storage import ebs_volumes
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("STO-005", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html")
def csi_driver_missing(platform: Platform) -> Iterator[Violation]:
    """Services have EBS volumes, and nothing makes any.

    Without the add-on aws-ebs-csi-driver every claim stays Pending, and with it every pod that has one. EKS Auto Mode
    has a driver of its own.

    Bad:

        services: {web: {kind: StatefulSet, volumes: {data: {path: /data, size: 20Gi}}}}

    Good:

        addons: {aws-ebs-csi-driver: {}}
        services: {web: {kind: StatefulSet, volumes: {data: {path: /data, size: 20Gi}}}}
    """
    if platform.addons.aws_ebs_csi_driver is not None or auto_mode(platform) is not None:
        return
    found = [name for name, _, _ in ebs_volumes(platform)]
    if found:
        message = f"{found[0]} has a volume of EBS; add `aws-ebs-csi-driver: {{}}`"
        yield Violation(platform, "addons", message, Fix({}, safe=True, field=("addons", "aws-ebs-csi-driver")))
