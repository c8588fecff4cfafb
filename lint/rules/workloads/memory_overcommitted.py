from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.services.quantities import size
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("WRK-010", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/data-plane.html")
def memory_overcommitted(platform: Platform) -> Iterator[Violation]:
    """A container may use more memory than is kept for it.

    The scheduler fills nodes by what is asked for. When containers then use up to their limits, the node runs out, and
    the kernel kills those that are furthest above their request: at the hour of most use, and perhaps another one.
    With the limit at the request each has what it was promised.

    Bad:

        services: {web: {resources: {memory: 256Mi, memoryLimit: 2Gi}}}

    Good:

        services: {web: {resources: {memory: 2Gi, memoryLimit: 2Gi}}}
    """
    for name, container in every_container(platform):
        asked, limit = container.resources.memory, container.resources.memory_limit
        if limit is not None and size(limit) > size(asked):
            message = f"{name} may use {limit}, and {asked} are kept for it; make the two equal"
            yield Violation(container.resources, "memory_limit", message, Fix(limit, field="memory"))
