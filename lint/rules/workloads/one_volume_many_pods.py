from collections.abc import Iterator

from generator.platform.services.replicas import most
from generator.platform.services.storage import shared
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("WRK-057", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/ebs-csi.html")
def one_volume_many_pods(platform: Platform) -> Iterator[Violation]:
    """Several pods of a Deployment have one EBS volume.

    It is attached to one node: pods on others stay in ContainerCreating. A StatefulSet gives each pod a volume of its
    own; a file system of the add-on aws-efs-csi-driver is shared by all.

    Bad:

        services: {web: {replicas: 2, volumes: {data: {path: /data, size: 1Gi}}, update: {type: Recreate}}}
        addons: {aws-ebs-csi-driver: {}}

    Good:

        services: {web: {kind: StatefulSet, replicas: 2, volumes: {data: {path: /data, size: 1Gi}}}}
        addons: {aws-ebs-csi-driver: {}}
    """
    for name, service in platform.services.items():
        if service.kind == "StatefulSet" or most(platform, service) < 2:
            continue
        for each, volume in service.volumes.items():
            if volume.type == "claim" and not shared(platform, volume):
                message = f"{most(platform, service)} pods of {name} cannot share it; use a StatefulSet or EFS"
                yield Violation(service, ("volumes", each), message)
