from collections.abc import Iterator

from generator.platform.services.replicas import fewest, replicas
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import at_least
from lint.rule import ERROR, INFO, WARNING, rule


@rule(
    "WRK-021",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/application.html",
    production=ERROR,
    development=INFO,
    also=(
        "hardeneks:run_multiple_replicas",
        "kube-linter:minimum-three-replicas",
    ),
)
def single_replica(platform: Platform) -> Iterator[Violation]:
    """A service runs as one pod.

    Every node that is updated, every zone that fails and every spot node that is taken back is an outage of the service
    until another pod has started.

    Bad:

        services: {web: {replicas: 1}}

    Good:

        services: {web: {replicas: 2}}
    """
    for name, service in platform.services.items():
        if replicas(service) is not None and fewest(platform, service) == 1:
            yield Violation(service, "replicas", f"{name} runs as one pod; run 2 at least", at_least(service, 2))
