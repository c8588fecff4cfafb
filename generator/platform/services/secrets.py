"""Secrets of AWS Secrets Manager: those that services have, and those that nodes log in to registries with."""

from collections.abc import Iterator
from functools import lru_cache

from generator.platform.cluster.registries import logs_in
from generator.platform.types.platform import Platform
from generator.platform.types.registry import Credentials
from generator.platform.types.volume import Secret


def secrets(platform: Platform) -> Iterator[tuple[str, str, Secret]]:
    """Every secret of a service: the service's name, its own, and the secret."""
    for name, service in sorted(platform.services.items()):
        yield from ((name, each, secret) for each, secret in sorted(service.secrets.items()))


@lru_cache(maxsize=8)
def registry_logins(platform: Platform) -> tuple[tuple[str, str, Credentials], ...]:
    """For each namespace, sorted: the registries that its services log in to, and how."""
    if not platform.registry.credentials:
        return ()
    found = {
        (service.namespace, host)
        for name, service in platform.services.items()
        for host in logs_in(platform, name, service)
    }
    return tuple((namespace, host, platform.registry.credentials[host]) for namespace, host in sorted(found))


def copied(platform: Platform) -> Iterator[Secret | Credentials]:
    """All that is copied into the cluster."""
    yield from (secret for _, _, secret in secrets(platform))
    yield from (login for _, _, login in registry_logins(platform))


@lru_cache(maxsize=8)
def namespaces_with_secrets(platform: Platform) -> tuple[str, ...]:
    """The namespaces that secrets are copied into, sorted."""
    own = {service.namespace for service in platform.services.values() if service.secrets}
    return tuple(sorted(own | {namespace for namespace, _, _ in registry_logins(platform)}))
