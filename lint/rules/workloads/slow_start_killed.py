from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

PATIENCE = 30


@rule("WRK-019", WARNING, "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/")
def slow_start_killed(platform: Platform) -> Iterator[Violation]:
    """A slow start is waited for by guessing.

    A fixed delay is too long on good days, when a dead pod goes unnoticed for its length, and too short on bad
    ones, when every pod is killed just before it is up, for ever. A startup probe waits as long as it takes, and no
    longer.

    Bad:

        services: {web: {probes: {liveness: {path: /alive, port: http, initialDelaySeconds: 120}}}}

    Good:

        services:
          web:
            probes:
              startup: {path: /alive, port: http, failureThreshold: 30}
              liveness: {path: /alive, port: http}
    """
    for name, container in every_container(platform):
        liveness = container.probes.liveness
        if liveness and liveness.initial_delay_seconds > PATIENCE and container.probes.startup is None:
            message = f"{name} has {liveness.initial_delay_seconds} s to start; use a startup probe instead"
            yield Violation(liveness, "initial_delay_seconds", message)
