from collections.abc import Iterator

from generator.platform.network.addresses import local_zone
from generator.platform.services.storage import file_systems
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import private_tier
from lint.rule import ERROR, rule


@rule("STO-010", ERROR, "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html")
def efs_mount_target_gap(platform: Platform) -> Iterator[Violation]:
    """A file system cannot be reached from the zones of the region.

    A file system has one mount target in a zone, and its name stands for the one in the zone of whoever asks: where
    there is none, pods stay in ContainerCreating. A tier has a subnet in every zone of the VPC, and so has the file
    system a mount target, unless the tier lies in a Local Zone: there EFS refuses to make one.

    Bad:

        ingress: null
        region: us-east-1
        subnets:
          edge: {kind: private, cidrs: {b: 10.0.96.0/24}, localZone: {name: us-east-1-bos-1a, parent: b}}
        addons: {aws-efs-csi-driver: {fileSystems: {shared: {subnets: edge}}}}

    Good:

        ingress: null
        region: us-east-1
        subnets:
          edge: {kind: private, cidrs: {b: 10.0.96.0/24}, localZone: {name: us-east-1-bos-1a, parent: b}}
        addons: {aws-efs-csi-driver: {fileSystems: {shared: {subnets: private}}}}
    """
    for name, system in file_systems(platform).items():
        place = local_zone(platform, system.subnets)
        if place is not None:
            message = f"EFS has no mount target in {place}, and {name} none elsewhere; use a tier of the region"
            yield Violation(system, "subnets", message, private_tier(platform))
