from collections.abc import Iterator

from generator.platform.services.workloads import exposed
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "WRK-015",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/application.html",
    also=(
        "hardeneks:check_readiness_probes",
        "checkov:CKV_K8S_9",
        "kube-linter:no-readiness-probe",
    ),
)
def readiness_missing(platform: Platform) -> Iterator[Violation]:
    """A service gets requests before it can answer them.

    Without a readiness probe a pod counts as ready as soon as its process runs: with every deployment some requests
    meet a service that is still starting, and a broken version replaces a working one without anything to stop it.

    Bad:

        services: {web: {probes: {readiness: null}}}

    Good:

        services: {web: {probes: {readiness: {path: /ready, port: http}}}}
    """
    for name, service in platform.services.items():
        if service.ports and exposed(service) and service.probes.readiness is None:
            yield Violation(
                service, "probes", f"{name} has ports and no readiness probe; add one that asks whether it can answer"
            )
