from collections.abc import Iterator

from generator.platform.services.containers import every_container, spec
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule

SSH = 22


@rule(
    "SVC-037",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/pod-security.html",
    also=("kube-linter:ssh-port",),
)
def ssh_port(platform: Platform) -> Iterator[Violation]:
    """A container listens at port 22.

    A shell in a container is a way in that no one audits; `kubectl exec` asks the API server, which records it.

    Bad:

        services: {web: {ports: {http: 8080, ssh: 22}}}

    Good:

        services: {web: {ports: {http: 8080}}}
    """
    for _, container in every_container(platform):
        for port, number in container.ports.items():
            if spec(number).port == SSH:
                message = "22 is for SSH; leave it out, and use kubectl exec, which is recorded"
                yield Violation(container, ("ports", port), message, Fix(REMOVED))
