from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.services.quantities import size
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "WRK-012",
    ERROR,
    "https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/",
    also=("hardeneks:set_requests_limits_for_containers",),
)
def limit_below_request(platform: Platform) -> Iterator[Violation]:
    """A pod may use less memory than it asks for.

    Kubernetes refuses a limit below the request, so no pod of the service is made.

    Bad:

        services: {web: {resources: {memory: 1Gi, memoryLimit: 512Mi}}}

    Good:

        services: {web: {resources: {memory: 1Gi, memoryLimit: 1Gi}}}
    """
    for name, container in every_container(platform):
        asked, limit = container.resources.memory, container.resources.memory_limit
        if limit is not None and size(limit) < size(asked):
            message = f"{name} asks for {asked} and may use {limit}; raise the limit, or lower the request"
            yield Violation(container.resources, "memory_limit", message, Fix(asked))
