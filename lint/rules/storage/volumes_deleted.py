from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "STO-014",
    WARNING,
    "https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#persistentvolumeclaim-retention",
    development=INFO,
)
def volumes_deleted(platform: Platform) -> Iterator[Violation]:
    """Data is deleted with the StatefulSet, or when it gets smaller.

    One wrong commit removes the volumes together with the pods, and nothing brings them back. With Retain they stay
    until somebody deletes them.

    Bad:

        services:
          web:
            kind: StatefulSet
            volumes: {data: {path: /data, size: 20Gi}}
            stateful: {retention: {whenDeleted: Delete}}
        addons: {aws-ebs-csi-driver: {}}

    Good:

        services:
          web:
            kind: StatefulSet
            volumes: {data: {path: /data, size: 20Gi}}
            stateful: {retention: {whenDeleted: Retain}}
        addons: {aws-ebs-csi-driver: {}}
    """
    for name, service in platform.services.items():
        retention = service.stateful.retention if service.stateful else None
        for field in ("when_deleted", "when_scaled"):
            if retention is not None and getattr(retention, field) == "Delete":
                message = f"the data of {name} goes with its pods; use Retain, and delete by hand"
                yield Violation(retention, field, message, Fix("Retain", safe=True))
