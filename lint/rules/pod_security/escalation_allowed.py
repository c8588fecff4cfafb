from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "PSS-002",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
    also=(
        "cis:4.2.5",
        "hardeneks:disallow_privilege_escalation",
        "pod-security:restricted/privilege-escalation",
        "checkov:CKV_K8S_20",
        "kube-linter:privilege-escalation-container",
    ),
)
def escalation_allowed(platform: Platform) -> Iterator[Violation]:
    """Programs of a container may get more rights than it has.

    Without escalation a setuid program, or a file with capabilities, runs with the rights of who starts it. With it,
    whoever gets into the container looks for one of these.

    Bad:

        services: {web: {privileges: {allowPrivilegeEscalation: true}}}

    Good:

        services: {web: {privileges: {allowPrivilegeEscalation: false}}}
    """
    for name, container in every_container(platform):
        if container.privileges.allow_privilege_escalation:
            message = f"a setuid program of {name} has more rights than it; leave it out"
            yield Violation(container.privileges, "allow_privilege_escalation", message, Fix(False))
