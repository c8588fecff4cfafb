from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("WRK-020", WARNING, "https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/")
def probe_timeout(platform: Platform) -> Iterator[Violation]:
    """A probe may take longer than the time until the next one.

    Probes do not overlap: a slow answer delays those that follow, and failures are noticed later than periodSeconds and
    failureThreshold promise.

    Bad:

        services: {web: {probes: {readiness: {port: http, periodSeconds: 5, timeoutSeconds: 10}}}}

    Good:

        services: {web: {probes: {readiness: {port: http, periodSeconds: 5, timeoutSeconds: 5}}}}
    """
    for _, container in every_container(platform):
        for probe in (container.probes.readiness, container.probes.liveness, container.probes.startup):
            if probe is not None and probe.timeout_seconds > probe.period_seconds:
                times = f"{probe.timeout_seconds} s, longer than the {probe.period_seconds} s between probes"
                message = f"an answer may take {times}; lower timeoutSeconds"
                yield Violation(probe, "timeout_seconds", message, Fix(probe.period_seconds))
