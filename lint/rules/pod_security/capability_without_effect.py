from collections.abc import Iterator

from generator.platform.services.containers import every_container
from generator.platform.services.pod_security import escalates
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("PSS-024", WARNING, "https://man7.org/linux/man-pages/man7/capabilities.7.html")
def capability_without_effect(platform: Platform) -> Iterator[Violation]:
    """A container keeps capabilities that its processes do not get.

    A process that is not root has none of its own: it gets them from the file of its program, and not even that where
    escalation is not allowed. Do without: a port below 1024 is one of the load balancer, or of the Service. Else let it
    run as root with these capabilities alone, or allow the escalation for a program that has them in its file.

    Bad:

        services: {web: {privileges: {capabilities: [NET_BIND_SERVICE]}}}

    Good:

        services: {web: {privileges: {}}}
    """
    for name, container in every_container(platform):
        given = container.privileges
        if given.capabilities and not (given.root or escalates(given)):
            message = f"{name} is not root, so it gets none of them; let it be root with these alone, or leave them out"
            yield Violation(given, "capabilities", message, Fix(REMOVED))
