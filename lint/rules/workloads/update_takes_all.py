from collections.abc import Iterator

from generator.platform.services.replicas import fewest, replicas
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "WRK-025",
    WARNING,
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable",
    development=INFO,
)
def update_takes_all(platform: Platform) -> Iterator[Violation]:
    """An update may take all pods away at once.

    maxUnavailable, in percent rounded down, is as large as the number of pods: until the new ones are ready nobody
    answers.

    Bad:

        services: {web: {replicas: 2, update: {maxUnavailable: 2}}}

    Good:

        services: {web: {replicas: 2, update: {maxUnavailable: 1}}}
    """
    for name, service in platform.services.items():
        if service.update is None or service.update.max_unavailable is None or replicas(service) is None:
            continue
        away, count = service.update.max_unavailable, fewest(platform, service)
        number = away if isinstance(away, int) else int(away.rstrip("%")) * count // 100
        if number >= count > 1:
            message = f"all {count} pods of {name} may go at once; lower it below that"
            yield Violation(service.update, "max_unavailable", message, Fix(1, safe=True))
