from collections.abc import Iterator

from generator.platform.services.workloads import makes_more, takes_away
from generator.platform.types.platform import Platform
from generator.platform.types.workload import Rollout
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "WRK-024", ERROR, "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#rolling-update-deployment"
)
def update_cannot_start(platform: Platform) -> Iterator[Violation]:
    """An update may neither make a pod more nor take one away, or of a DaemonSet both.

    Kubernetes refuses it. Of a Deployment maxUnavailable is 0 unless it is given, of a DaemonSet maxSurge is. A node
    has one pod of a DaemonSet at a time: either the new one is made first, or the old one is taken away first.

    Bad:

        services: {web: {update: {maxSurge: 0, maxUnavailable: 0}}}

    Good:

        services: {web: {update: {maxSurge: 1, maxUnavailable: 0}}}
    """
    for name, service in platform.services.items():
        update = service.update
        if update is None or update.type != "RollingUpdate" or service.kind not in {"Deployment", "DaemonSet"}:
            continue
        if message := _fault(name, service.kind, update):
            yield Violation(service, "update", message, _started(service.kind, update))


def _fault(name: str, kind: str, update: Rollout) -> str | None:
    surge, away = makes_more(update), takes_away(update)
    if kind == "Deployment":
        stuck = update.max_surge is not None and not surge and not away
    else:
        stuck = update.max_unavailable is not None and not surge and not away
        if surge and away:
            return f"pods of {name} are either made first or taken away first; leave maxSurge or maxUnavailable out"
    return f"no pod of {name} may go and none be made; raise maxSurge or maxUnavailable" if stuck else None


def _started(kind: str, update: Rollout) -> Fix:
    """One pod at a time, in the way that is usual for the kind."""
    if kind == "Deployment":
        return Fix(1, field="max_surge", node=update)
    surge = makes_more(update)
    return Fix(REMOVED, field="max_surge", node=update) if surge else Fix(1, field="max_unavailable", node=update)
