from collections.abc import Iterator

from generator.platform.services.containers import containers
from generator.platform.services.quantities import millicores, size
from generator.platform.services.replicas import autoscaled, measures
from generator.platform.types.container import Resources
from generator.platform.types.platform import Platform
from generator.platform.types.workload import Autoscaling
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "WRK-038",
    ERROR,
    "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/",
    also=("groundplan:WRK-040",),
)
def autoscaling_bounds(platform: Platform) -> Iterator[Violation]:
    """Autoscaling cannot work: its least number of pods is above its greatest, or it has nothing to measure.

    Kubernetes refuses an autoscaler whose least number is the greater one, and the service stays at one pod. The use
    of CPU and memory is measured by the request: without one, no pod is ever added.

    Bad:

        addons: {metrics-server: {}}
        services: {web: {replicas: {min: 5, max: 3}}}

    Good:

        addons: {metrics-server: {}}
        services: {web: {replicas: {min: 5, max: 5}}}
    """
    for name, count in autoscaled(platform):
        if count.min > count.max:
            message = f"{name} runs at least {count.min} pods and at most {count.max}; raise max or lower min"
            yield Violation(count, "min", message, Fix(count.min, field="max"))
    for name, service in platform.services.items():
        asked = service.replicas
        if not isinstance(asked, Autoscaling):
            continue
        for each, container in containers(name, service):
            for field in _unmeasured(asked, container.resources):
                message = f"{each} asks for none, so there is nothing to measure its use by; set resources.{field}"
                yield Violation(container.resources, field, message)


def _unmeasured(count: Autoscaling, resources: Resources) -> list[str]:
    """What is looked at, and not asked for."""
    asked = {"cpu": millicores(resources.cpu), "memory": size(resources.memory)}
    return [field for field in measures(count) if not asked[field]]
