from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.services.quantities import MIB, millicores, size
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule

MOST_CPUS = 128


@rule("WRK-013", ERROR, "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/")
def mistyped_unit(platform: Platform) -> Iterator[Violation]:
    """A quantity whose unit is missing.

    `memory: 512` is 512 bytes, with which no container starts, and `cpu: 250` is 250 CPUs, which no node has. Meant are
    512Mi and 250m.

    Bad:

        services: {web: {resources: {memory: "512"}}}

    Good:

        services: {web: {resources: {memory: 512Mi}}}
    """
    for _, container in every_container(platform):
        resources = container.resources
        if not resources.cpu.endswith("m") and millicores(resources.cpu) > MOST_CPUS * 1000:
            message = f"{resources.cpu} is that many whole CPUs; {resources.cpu}m are thousandths"
            yield Violation(resources, "cpu", message, Fix(f"{resources.cpu}m"))
        for field in ("memory", "memory_limit"):
            memory = getattr(resources, field)
            if memory is not None and 0 < size(memory) < MIB:
                meant = f"{memory.rstrip('kK')}Mi"
                message = f"{memory} is {size(memory):.0f} bytes; {meant} are mebibytes"
                yield Violation(resources, field, message, Fix(meant))
