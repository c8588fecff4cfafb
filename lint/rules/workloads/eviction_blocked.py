from collections.abc import Iterator
from math import ceil

from generator.platform.services.replicas import fewest
from generator.platform.types.platform import Platform
from generator.platform.types.workload import Disruption
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "WRK-028",
    ERROR,
    "https://kubernetes.io/docs/tasks/run-application/configure-pdb/",
    also=(
        "kube-linter:pdb-max-unavailable",
        "kube-linter:pdb-min-available",
        "groundplan:WRK-027",
        "groundplan:WRK-031",
    ),
)
def eviction_blocked(platform: Platform) -> Iterator[Violation]:
    """The disruption budget lets no pod go.

    A node cannot be drained while such a pod is on it. An update of the nodes waits for a quarter of an hour and fails
    (PodEvictionFailure), in the middle of an upgrade.

        may go = replicas - minAvailable, or maxUnavailable

    Percentages are rounded up; with autoscaling `replicas` is its min.

    Bad:

        services: {web: {replicas: 2, disruption: {minAvailable: 2}}}

    Good:

        services: {web: {replicas: 2, disruption: {maxUnavailable: 1}}}
    """
    for name, service in platform.services.items():
        count = fewest(platform, service)
        if count and service.disruption and _may_go(service.disruption, count) < 1:
            message = f"of the {count} pods of {name} none may go, so nodes cannot be drained; use maxUnavailable: 1"
            yield Violation(service, "disruption", message, Fix({"maxUnavailable": 1}))


def _may_go(disruption: Disruption, count: int) -> int:
    """How many of `count` pods may be evicted at once."""
    if disruption.max_unavailable is not None:
        return _of(disruption.max_unavailable, count)
    return count - _of(disruption.min_available or 0, count)


def _of(value: int | str, count: int) -> int:
    return value if isinstance(value, int) else ceil(int(value.rstrip("%")) * count / 100)
