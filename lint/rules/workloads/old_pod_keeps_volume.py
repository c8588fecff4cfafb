from collections.abc import Iterator

from generator.platform.services.storage import shared
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("WRK-058", ERROR, "https://kubernetes.io/docs/concepts/storage/persistent-volumes/#access-modes")
def old_pod_keeps_volume(platform: Platform) -> Iterator[Violation]:
    """An update of a Deployment waits for a volume that the old pod has.

    A rolling update makes the new pod first. On another node it never gets the volume, and the old pod stays until the
    new one is ready: the update hangs. Recreate ends the old one first. Volumes of EFS are not meant.

    Bad:

        services: {web: {replicas: 1, volumes: {data: {path: /data, size: 1Gi}}}}
        addons: {aws-ebs-csi-driver: {}}
        lint: {allow: [{rule: single-replica, reason: "its volume is on one node"}]}

    Good:

        services: {web: {replicas: 1, volumes: {data: {path: /data, size: 1Gi}}, update: {type: Recreate}}}
        addons: {aws-ebs-csi-driver: {}}
        lint: {allow: [{rule: single-replica, reason: "its volume is on one node"}]}
    """
    for name, service in platform.services.items():
        update = service.update.type if service.update else "RollingUpdate"
        held = any(each.type == "claim" and not shared(platform, each) for each in service.volumes.values())
        if service.kind == "Deployment" and held and update != "Recreate":
            message = f"the new pod of {name} waits for the old one's volume; set update.type to Recreate"
            given = service.update
            fix = Fix("Recreate", field="type", node=given) if given else Fix({"type": "Recreate"}, field="update")
            yield Violation(service, "volumes", message, fix)
