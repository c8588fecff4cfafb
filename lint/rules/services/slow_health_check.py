from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "SVC-043",
    ERROR,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html",
)
def slow_health_check(platform: Platform) -> Iterator[Violation]:
    """An answer to a load balancer's health check may take longer than the time until the next one.

    AWS refuses it, and no load balancer is made.

    Bad:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer: {crossZone: true, healthCheck: {path: /ready, intervalSeconds: 5, timeoutSeconds: 10}}

    Good:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer: {crossZone: true, healthCheck: {path: /ready, intervalSeconds: 5, timeoutSeconds: 5}}
    """
    for balancer in service_load_balancers(platform).values():
        check = balancer.health_check
        if check is None or check.timeout_seconds is None:
            continue
        longest = check.interval_seconds - (balancer.kind == "clb")
        if check.timeout_seconds > longest:
            message = f"{check.timeout_seconds} s is too long with {check.interval_seconds} s between two; lower it"
            yield Violation(check, "timeout_seconds", message, Fix(longest))
