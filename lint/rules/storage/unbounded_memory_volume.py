from collections.abc import Iterator

from generator.platform.services.quantities import size
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("STO-015", WARNING, "https://kubernetes.io/docs/concepts/storage/volumes/#emptydir-memory-configuration-example")
def unbounded_memory_volume(platform: Platform) -> Iterator[Violation]:
    """A volume in memory may take all that its container has.

    What is written to it counts against the container's memory limit: a full volume is a killed container. Give it a
    size, below the limit.

    Bad:

        services: {web: {volumes: {run: {type: emptyDir, path: /run, medium: memory}}}}

    Good:

        services: {web: {volumes: {run: {type: emptyDir, path: /run, medium: memory, size: 16Mi}}}}
    """
    for service in platform.services.values():
        limit = size(service.resources.memory_limit or service.resources.memory)
        for volume in service.volumes.values():
            if volume.type != "emptyDir" or volume.medium != "memory":
                continue
            if volume.size is None:
                yield Violation(volume, "medium", "it may fill the container's memory; give it a size")
            elif size(volume.size) >= limit:
                message = (
                    f"{volume.size} are all the memory that the container has; lower it, or raise resources.memory"
                )
                yield Violation(volume, "size", message)
