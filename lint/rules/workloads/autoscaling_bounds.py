from collections.abc import Iterator

from generator.platform.containers import containers
from generator.platform.quantities import millicores
from generator.platform.replicas import autoscaled
from generator.platform.types.platform import Platform
from generator.platform.types.workload import Autoscaling
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("WRK-038", ERROR, "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/")
def autoscaling_bounds(platform: Platform) -> Iterator[Violation]:
    """Autoscaling cannot work: its least number of pods is above its greatest, or it has nothing to measure.

    Kubernetes refuses an autoscaler whose least number is the greater one, and the service stays at one pod. The use
    of CPU is measured by the request: without one, no pod is ever added.

    Bad:

        addons: {metrics-server: {}}
        services: {web: {replicas: {min: 5, max: 3}}}

    Good:

        addons: {metrics-server: {}}
        services: {web: {replicas: {min: 3, max: 5}}}
    """
    for name, count in autoscaled(platform):
        if count.min > count.max:
            message = f"{name} runs at least {count.min} pods and at most {count.max}; raise max or lower min"
            yield Violation(count, "min", message)
    for name, service in platform.services.items():
        for each, container in containers(name, service) if isinstance(service.replicas, Autoscaling) else ():
            if not millicores(container.resources.cpu):
                message = f"{each} asks for no CPU, so there is nothing to measure its use by; set resources.cpu"
                yield Violation(container.resources, "cpu", message)
