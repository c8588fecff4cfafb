"""Secrets of AWS Secrets Manager that services have."""

from collections.abc import Iterator
from functools import lru_cache

from generator.platform.types.platform import Platform
from generator.platform.types.volume import Secret


def secrets(platform: Platform) -> Iterator[tuple[str, str, Secret]]:
    """Every secret: the service's name, its own, and the secret."""
    for name, service in sorted(platform.services.items()):
        yield from ((name, each, secret) for each, secret in sorted(service.secrets.items()))


@lru_cache(maxsize=8)
def namespaces_with_secrets(platform: Platform) -> tuple[str, ...]:
    """The namespaces that secrets are copied into, sorted."""
    return tuple(sorted({service.namespace for service in platform.services.values() if service.secrets}))
