from collections.abc import Iterator

from generator.platform.services.draining import draining
from generator.platform.services.workloads import runs
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

LEAST = 5


@rule("WRK-044", WARNING, "https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination")
def killed_at_once(platform: Platform) -> Iterator[Violation]:
    """A pod is killed before it can finish what it does.

    The time until it is killed counts from the wish that it ends, preStopSeconds included. A database that is killed
    has to repair itself when it starts again.

        left = gracePeriodSeconds - preStopSeconds, which should be 5 s at least

    Bad:

        services: {web: {termination: {gracePeriodSeconds: 20, preStopSeconds: 20}}}

    Good:

        services: {web: {termination: {gracePeriodSeconds: 25, preStopSeconds: 20}}}
    """
    for name, service in platform.services.items():
        end = draining(platform, name, service)
        if runs(service) and end.after < LEAST:
            message = f"{name} has {max(end.after, 0)} s to end once it is told to; raise gracePeriodSeconds"
            enough = Fix((end.pre_stop or 0) + LEAST)
            yield Violation(service.termination, "grace_period_seconds", message, enough)
