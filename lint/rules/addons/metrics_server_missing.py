from collections.abc import Iterator

from generator.platform.services.replicas import autoscaled
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "ADD-006",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/userguide/horizontal-pod-autoscaler.html",
    also=("hardeneks:check_metrics_server_is_running",),
)
def metrics_server_missing(platform: Platform) -> Iterator[Violation]:
    """Services or proxies scale on CPU, and nothing measures it.

    Without metrics-server a HorizontalPodAutoscaler reads <unknown> and never scales: the service stays at its
    minimum on the busiest day.

    Bad:

        services: {web: {replicas: {min: 2, max: 6}}}

    Good:

        addons: {metrics-server: {}}
        services: {web: {replicas: {min: 2, max: 6}}}
    """
    if platform.addons.metrics_server is not None:
        return
    count = sum(1 for _ in autoscaled(platform))
    if count:
        message = f"{count} services or proxies scale on CPU, and metrics-server is not among the add-ons"
        yield Violation(
            platform, "addons", f"{message}; add `metrics-server: {{}}`", Fix({}, field=("addons", "metrics-server"))
        )
