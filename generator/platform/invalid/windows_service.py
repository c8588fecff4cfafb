"""What pods on Windows cannot have: roles by agents on the node, which run on Linux, accelerators, security groups."""

from collections.abc import Iterator

from generator.platform.misfit import given
from generator.platform.nodes.accelerators import accelerators
from generator.platform.services.containers import containers
from generator.platform.services.pod_roles import mechanism_of
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield services on Windows with a role, or with accelerators.

    https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html
    """
    for service in platform.services.values():
        role = platform.iam.roles.get(service.iam or "")
        if service.os == "windows" and role and mechanism_of(platform, role) != "irsa":
            message = f"pods on Windows get no role by {mechanism_of(platform, role)}; use irsa, or leave it out"
            yield Violation(service, "iam", message)
        if service.os == "windows" and accelerators(service):
            yield Violation(service, "resources", "Windows nodes of EKS offer no accelerators; use linux")
        if service.os == "windows" and service.security_groups:
            message = "pods on Windows have their node's security groups; leave this out"
            yield Violation(service, "security_groups", message)
        if service.os == "windows":
            yield from _linux(service)


def _linux(service: Service) -> Iterator[Violation]:
    for name, container in containers("", service):
        if given(container.privileges):
            message = "Windows has no capabilities, and no root; leave this out"
            yield Violation(container, "privileges", message if not name else f"{message} of {name}")
    if service.security.seccomp_unconfined:
        yield Violation(service.security, "seccomp_unconfined", "Windows has no system calls of Linux; leave this out")
    for field in ("run_as_user", "run_as_group", "fs_group"):
        if getattr(service.security, field) is not None:
            yield Violation(service.security, field, "Windows has no numbers of users and groups; leave this out")
