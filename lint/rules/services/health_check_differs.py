from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "SVC-027",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/load-balancing.html",
    also=("checkov:CKV_AWS_261",),
)
def health_check_differs(platform: Platform) -> Iterator[Violation]:
    """A load balancer asks something else for health than Kubernetes does for readiness.

    A pod that is ready for one and not for the other gets requests that it cannot answer, or none although it could; a
    rollout waits for a load balancer that never finds the new pods healthy. A check by TCP finds a process, not a
    service.

    Bad:

        services: {web: {expose: {type: LoadBalancer, loadBalancer: {crossZone: true, healthCheck: {path: /health}}}}}

    Good:

        services: {web: {expose: {type: LoadBalancer, loadBalancer: {crossZone: true, healthCheck: {path: /ready}}}}}
    """
    for name, balancer in service_load_balancers(platform).items():
        readiness, check = platform.services[name].probes.readiness, balancer.health_check
        if check is None or readiness is None or readiness.path is None or balancer.traffic_policy == "Local":
            continue
        if check.path != readiness.path:
            asked = check.path or "TCP"
            message = (
                f"it asks {asked}, and the readiness probe {readiness.path}; ask the same, or leave healthCheck out"
            )
            yield Violation(balancer, "health_check", message, Fix(readiness.path, field="path", node=check))
