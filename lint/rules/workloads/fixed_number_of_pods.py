from collections.abc import Iterator

from generator.platform.services.replicas import replicas
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, rule

MANY = 10
"""Pods; our own number: a few cost less than the thought of what to measure."""


@rule(
    "WRK-037",
    INFO,
    "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-compute.html",
    also=("hardeneks:check_horizontal_pod_autoscaling_exists",),
)
def fixed_number_of_pods(platform: Platform) -> Iterator[Violation]:
    """A service runs as many pods at night as at noon.

    Ten and more pods of a Deployment that never change are as many nodes that nothing takes away, and too few on the
    day when more is asked of them. Replicas with min and max follow the use of the CPU.

    Bad:

        services: {web: {replicas: 20}}

    Good:

        addons: {metrics-server: {}}
        services: {web: {replicas: {min: 6, max: 30}}}
    """
    for name, service in platform.services.items():
        count = replicas(service)
        if service.kind == "Deployment" and isinstance(count, int) and count >= MANY:
            message = f"{name} runs {count} pods whatever is asked of it; give it min and max"
            yield Violation(service, "replicas", message)
