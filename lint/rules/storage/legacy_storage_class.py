from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule

LEGACY = "gp2"


@rule(
    "STO-003",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-storage.html",
    also=("groundplan:STO-002",),
)
def legacy_storage_class(platform: Platform) -> Iterator[Violation]:
    """A volume is of the class gp2, which EKS makes and nobody maintains.

    Its volumes are not encrypted, cannot grow, cost a quarter more than gp3 for a GiB, and are as fast as they are
    large. Leave storageClass out for our own gp3. The class of a claim that exists cannot be changed: make a new volume
    and copy the data.

    Bad:

        addons: {aws-ebs-csi-driver: {}}
        services: {web: {kind: StatefulSet, volumes: {data: {path: /data, size: 20Gi, storageClass: gp2}}}}

    Good:

        addons: {aws-ebs-csi-driver: {}}
        services: {web: {kind: StatefulSet, volumes: {data: {path: /data, size: 20Gi}}}}
    """
    for service in platform.services.values():
        for volume in service.volumes.values():
            if volume.storage_class == LEGACY:
                message = "volumes of gp2 are not encrypted and cost more; leave storageClass out"
                yield Violation(volume, "storage_class", message, Fix(REMOVED))
