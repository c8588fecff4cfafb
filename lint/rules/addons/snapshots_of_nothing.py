from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.services.storage import has_ebs_driver
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("ADD-082", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/csi-snapshot-controller.html")
def snapshots_of_nothing(platform: Platform) -> Iterator[Violation]:
    """Snapshots can be asked for, and no driver makes any.

    The snapshot controller only looks at the objects; a snapshot is made by the driver of its volume, and of those of
    Amazon's only the one of EBS makes them. Without it a VolumeSnapshot never becomes ready, and whoever relies on it
    has no backup.

    Bad:

        addons: {snapshot-controller: {}}

    Good:

        addons: {snapshot-controller: {}, aws-ebs-csi-driver: {}}
    """
    if platform.addons.snapshot_controller is None or has_ebs_driver(platform) or auto_mode(platform) is not None:
        return
    message = "no driver makes snapshots; add `aws-ebs-csi-driver: {}`, or remove it"
    yield Violation(platform.addons, "snapshot_controller", message, Fix({}, safe=True, field="aws_ebs_csi_driver"))
