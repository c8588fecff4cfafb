from collections.abc import Iterator

from generator.platform.services.containers import containers
from generator.platform.services.quantities import size
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("WRK-059", ERROR, "https://kubernetes.io/docs/concepts/policy/limit-range/")
def memory_above_range(platform: Platform) -> Iterator[Violation]:
    """A container may use more memory than its namespace lets one.

    Kubernetes refuses every such pod, silently for whoever looks at the Deployment alone; and a LimitRange whose own
    default is above its maximum is refused itself.

    Bad:

        namespaces: {shop: {limits: {maxMemory: 1Gi}}}
        services: {web: {resources: {memory: 2Gi}}}

    Good:

        namespaces: {shop: {limits: {maxMemory: 4Gi}}}
        services: {web: {resources: {memory: 2Gi}}}
    """
    for namespace, settings in platform.namespaces.items():
        limits = settings.limits
        if limits is None or limits.max_memory is None:
            continue
        if limits.memory is not None and size(limits.memory) > size(limits.max_memory):
            message = f"a container that asks for nothing has {limits.memory}, above maxMemory; lower it"
            yield Violation(limits, "memory", message)
        for name, service in platform.services.items():
            for each, container in containers(name, service) if service.namespace == namespace else ():
                given = container.resources.memory_limit
                limit = given or container.resources.memory
                if size(limit) > size(limits.max_memory):
                    message = f"{each} may use {limit}, and {namespace} lets none have above {limits.max_memory}"
                    field = "memory_limit" if given else "memory"
                    yield Violation(container.resources, field, f"{message}; raise that, or lower it")
