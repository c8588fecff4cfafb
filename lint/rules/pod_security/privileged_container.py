from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "PSS-001",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
    also=(
        "cis:4.2.1",
        "pod-security:baseline/privileged-containers",
        "checkov:CKV_K8S_16",
        "kube-linter:privileged-container",
    ),
)
def privileged_container(platform: Platform) -> Iterator[Violation]:
    """A container is privileged.

    It has every right of root on its node: its disks, its devices, the processes and the secrets of all pods there, and
    the node's IAM role. Nothing of a container's walls is left. Most programs that ask for it need one capability.

    Bad:

        services: {web: {privileges: {privileged: true}}}

    Good:

        services: {web: {privileges: {privileged: false}}}
    """
    for name, container in every_container(platform):
        if container.privileges.privileged:
            message = f"{name} has every right of its node; give it the capabilities that it needs"
            yield Violation(container.privileges, "privileged", message, Fix(False))
