from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "PSS-003",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
    also=(
        "hardeneks:disable_run_as_root_user",
        "pod-security:restricted/running-as-non-root",
        "pod-security:restricted/running-as-non-root-user",
        "checkov:CKV_K8S_23",
        "kube-linter:run-as-non-root",
        "groundplan:PSS-004",
    ),
)
def run_as_root(platform: Platform) -> Iterator[Violation]:
    """A container runs as root.

    Root in a container is root on the node, held back by the kernel alone: what is found in that, such as
    CVE-2024-21626, lets whoever gets into the container out of it. Most images have a user: name its number in
    security.runAsUser.

    Bad:

        namespaces: {shop: {podSecurity: baseline}}
        services: {web: {privileges: {root: true}}}

    Good:

        services: {web: {security: {runAsUser: 10001}}}
    """
    for name, container in every_container(platform):
        if container.privileges.root:
            message = f"{name} runs as root; let it run as a user of its image, in security.runAsUser"
            yield Violation(container.privileges, "root", message)
