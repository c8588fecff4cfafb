from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "PSS-014",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
    also=(
        "pod-security:baseline/seccomp",
        "pod-security:restricted/seccomp",
        "checkov:CKV_K8S_31",
    ),
)
def seccomp_unconfined(platform: Platform) -> Iterator[Violation]:
    """Pods may make every system call.

    The runtime's own list leaves out some forty of more than three hundred, which hardly a program needs, and in which
    most ways out of containers have been found.

    Bad:

        services: {web: {security: {seccompUnconfined: true}}}

    Good:

        services: {web: {security: {seccompUnconfined: false}}}
    """
    for name, service in platform.services.items():
        if service.security.seccomp_unconfined:
            message = f"{name} may make every system call; leave it out"
            yield Violation(service.security, "seccomp_unconfined", message, Fix(False))
