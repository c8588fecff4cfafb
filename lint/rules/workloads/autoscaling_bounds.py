from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.types.services import Autoscaling
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("WRK-038", ERROR, "https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/")
def autoscaling_bounds(platform: Platform) -> Iterator[Violation]:
    """Autoscaling has a least number of pods above its greatest.

    Kubernetes refuses such an autoscaler, and the service stays at one pod.

    Bad:

        addons: {metrics-server: {}}
        services: {web: {replicas: {min: 5, max: 3}}}

    Good:

        addons: {metrics-server: {}}
        services: {web: {replicas: {min: 3, max: 5}}}
    """
    for name, service in platform.services.items():
        count = service.replicas
        if isinstance(count, Autoscaling) and count.min > count.max:
            message = f"{name} runs at least {count.min} pods and at most {count.max}; raise max or lower min"
            yield Violation(count, "min", message)
