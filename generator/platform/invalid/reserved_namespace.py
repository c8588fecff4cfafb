"""A service in a namespace that is not ours to close."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

RESERVED = (
    "kube-system",
    "kube-public",
    "kube-node-lease",
    "flux-system",
    "logging",
    "aws-observability",
    "ingress",
    "cert-manager",
)
"""Kubernetes', Flux' and our own: a default deny in them would cut the cluster off."""


def check(platform: Platform) -> Iterator[Violation]:
    """Yield services in a reserved namespace, and settings of one."""
    for service in platform.services.values():
        if service.namespace in RESERVED:
            yield Violation(
                service, "namespace", f"{service.namespace} belongs to the cluster itself; choose one of your own"
            )
    for name in platform.namespaces:
        if name in RESERVED:
            message = f"{name} belongs to the cluster itself; choose one of your own"
            yield Violation(platform, ("namespaces", name), message)
