from collections.abc import Iterator

from generator.platform.services.replicas import fewest, replicas
from generator.platform.services.workloads import spread
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "WRK-032",
    WARNING,
    "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/",
    development=INFO,
    also=(
        "hardeneks:schedule_replicas_across_nodes",
        "kube-linter:no-anti-affinity",
    ),
)
def zone_spread_missing(platform: Platform) -> Iterator[Violation]:
    """Nothing keeps the pods of a service from lying in one zone, or on one node.

    When that fails, all of them do.

    Bad:

        services: {web: {replicas: 3, spread: none}}

    Good:

        services: {web: {replicas: 3, spread: zone}}
    """
    for name, service in platform.services.items():
        if replicas(service) is not None and fewest(platform, service) > 1 and spread(service) is None:
            message = f"all pods of {name} may lie on one node; spread them over zones"
            yield Violation(service, "spread", message, Fix("zone"))
