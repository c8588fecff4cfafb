from collections.abc import Iterator

from msgspec.structs import astuple

from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("WRK-017", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/application.html")
def probes_identical(platform: Platform) -> Iterator[Violation]:
    """The liveness probe is the readiness probe.

    A pod that is merely busy should get no requests for a while. Asked the same in both, it is killed at the same
    moment, the others get its load, and one after the other they are killed too. Liveness must ask less, or be more
    patient.

    Bad:

        services: {web: {probes: {readiness: {path: /ready, port: http}, liveness: {path: /ready, port: http}}}}

    Good:

        services: {web: {probes: {readiness: {path: /ready, port: http}, liveness: {port: http}}}}
    """
    for name, container in every_container(platform):
        probes = container.probes
        if probes.liveness and probes.readiness and astuple(probes.liveness) == astuple(probes.readiness):
            message = f"liveness and readiness of {name} ask the same: a busy pod is killed; let liveness ask less"
            by_tcp = Fix(REMOVED, field="path", node=probes.liveness) if probes.liveness.path else None
            yield Violation(probes, "liveness", message, by_tcp)
