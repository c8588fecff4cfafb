"""Pod Security: which level a namespace has, and which its pods can have at most.

https://kubernetes.io/docs/concepts/security/pod-security-standards/
"""

from collections.abc import Iterator
from typing import NamedTuple, get_args

from generator.platform.services.containers import containers
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.types.privileges import Level, Privileges
from generator.platform.types.services import Service

LEVELS: tuple[Level, ...] = get_args(Level)
"""The strictest first."""

BASELINE = frozenset(
    {
        *("AUDIT_WRITE", "CHOWN", "DAC_OVERRIDE", "FOWNER", "FSETID", "KILL", "MKNOD", "NET_BIND_SERVICE"),
        *("SETFCAP", "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"),
    }
)
"""Capabilities of the baseline level."""

RESTRICTED = frozenset({"NET_BIND_SERVICE"})
"""That of the restricted one."""


class Demand(NamedTuple):
    """A field that only a level, or one that is less strict, has; and what it is in words."""

    level: Level
    node: Node
    field: str
    what: str


def level_of(platform: Platform, namespace: str) -> Level:
    """The level that a namespace enforces."""
    settings = platform.namespaces.get(namespace)
    return settings.pod_security if settings else "restricted"


def demands(name: str, service: Service) -> Iterator[Demand]:
    """All that the pods of a service ask for beyond the restricted level."""
    if service.security.seccomp_unconfined:
        yield Demand("privileged", service.security, "seccomp_unconfined", "every system call")
    for _, container in containers(name, service):
        yield from _container(container.privileges)


def _container(given: Privileges) -> Iterator[Demand]:
    if given.privileged:
        yield Demand("privileged", given, "privileged", "the node's rights")
    more = sorted(set(given.capabilities) - RESTRICTED)
    if more:
        level: Level = "baseline" if BASELINE.issuperset(more) else "privileged"
        yield Demand(level, given, "capabilities", ", ".join(more))
    if given.root:
        yield Demand("baseline", given, "root", "root")
    if escalates(given):
        yield Demand("baseline", given, "allow_privilege_escalation", "an escalation of privileges")


def escalates(given: Privileges) -> bool:
    """Whether escalation is allowed: Kubernetes takes no other word where it could not be kept from it."""
    return given.allow_privilege_escalation or given.privileged or "SYS_ADMIN" in given.capabilities
