from collections.abc import Iterator

from generator.platform.services.draining import leaving
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("WRK-043", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/load-balancing.html")
def stops_too_early(platform: Platform) -> Iterator[Violation]:
    """A pod stops while its load balancer still sends to it.

    It takes the deregistration delay, and some seconds for the news to arrive, until nothing more comes; what comes to
    a process that has gone is an error for somebody. Leave preStopSeconds out and it is worked out.

    Bad:

        services: {web: {termination: {gracePeriodSeconds: 60, preStopSeconds: 5}}}

    Good:

        services: {web: {termination: {gracePeriodSeconds: 60}}}
    """
    for name, service in platform.services.items():
        given, needed = service.termination.pre_stop_seconds, leaving(platform, name, service)
        if given is not None and needed is not None and given < needed:
            message = f"{name} gets requests for {needed} s after it is told to go; wait for as long, or leave this out"
            yield Violation(service.termination, "pre_stop_seconds", message, Fix(REMOVED))
