from collections.abc import Iterator

from generator.platform.services.quantities import size
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "STO-016",
    WARNING,
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage",
)
def no_room_for_files(platform: Platform) -> Iterator[Violation]:
    """A volume on the node's disk is larger than what its container asks for.

    The scheduler counts what is asked for: a node may have less, and then stops pods that use more than they asked for.

    Bad:

        services:
          web: {resources: {ephemeralStorage: 1Gi}, volumes: {cache: {type: emptyDir, path: /cache, size: 5Gi}}}

    Good:

        services:
          web: {resources: {ephemeralStorage: 5Gi}, volumes: {cache: {type: emptyDir, path: /cache, size: 5Gi}}}
    """
    for service in platform.services.values():
        asked = service.resources.ephemeral_storage
        for volume in service.volumes.values():
            on_disk = volume.type == "emptyDir" and volume.medium == "disk" and volume.size is not None
            if asked is not None and on_disk and size(volume.size or "0") > size(asked):
                message = f"{volume.size} are more than the {asked} of resources.ephemeralStorage; ask for as much"
                fix = Fix(volume.size, field="ephemeral_storage", node=service.resources)
                yield Violation(volume, "size", message, fix)
