from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "WRK-023",
    WARNING,
    "https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#recreate-deployment",
    development=INFO,
    also=("kube-linter:no-rolling-update-strategy",),
)
def all_stopped_to_update(platform: Platform) -> Iterator[Violation]:
    """Every update stops all pods before the first new one starts.

    Recreate is for pods that cannot share something, such as a volume. All others can be replaced a few at a time.

    Bad:

        services: {web: {replicas: 3, update: {type: Recreate}}}

    Good:

        services: {web: {replicas: 3, update: {type: RollingUpdate}}}
    """
    for name, service in platform.services.items():
        shares = any(volume.type == "claim" for volume in service.volumes.values())
        if service.update is not None and service.update.type == "Recreate" and not shares:
            message = f"each update of {name} is an outage; use RollingUpdate"
            yield Violation(service.update, "type", message, Fix("RollingUpdate"))
