from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

NONE: tuple[int | str, ...] = (0, "0%")


@rule(
    "WRK-024", ERROR, "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment"
)
def update_cannot_start(platform: Platform) -> Iterator[Violation]:
    """An update may neither make a pod more nor take one away.

    Kubernetes refuses it. Of a Deployment maxUnavailable is 0 unless it is given, of a DaemonSet maxSurge is.

    Bad:

        services: {web: {update: {maxSurge: 0, maxUnavailable: 0}}}

    Good:

        services: {web: {update: {maxSurge: 1, maxUnavailable: 0}}}
    """
    for name, service in platform.services.items():
        update = service.update
        if update is None or update.type != "RollingUpdate" or service.kind not in {"Deployment", "DaemonSet"}:
            continue
        surge, away = update.max_surge, update.max_unavailable
        if service.kind == "Deployment":
            stuck = surge in NONE and (away is None or away in NONE)
        else:
            stuck = away in NONE and (surge is None or surge in NONE)
        if stuck:
            message = f"no pod of {name} may go and none be made; raise maxSurge or maxUnavailable"
            yield Violation(service, "update", message)
