from collections.abc import Iterator

from generator.platform.services.secrets import registry_logins
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("SEC-014", WARNING, "https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/")
def unused_registry_credentials(platform: Platform) -> Iterator[Violation]:
    """There are credentials for a registry that no image of a service comes from.

    The host may be mistyped, and then images of the right one are not pulled; or the login is not needed any more, and
    should end where it was made.

    Bad:

        registry:
          credentials: {registry.example.com: {secret: shop/registry}, old.example.com: {secret: shop/old}}
        services: {web: {image: "registry.example.com/web:1.0"}}

    Good:

        registry: {credentials: {registry.example.com: {secret: shop/registry}}}
        services: {web: {image: "registry.example.com/web:1.0"}}
    """
    used = {host for _, host, _ in registry_logins(platform)}
    for host in platform.registry.credentials:
        if host not in used:
            message = f"no image of a service comes from {host}; remove it, or correct the host"
            yield Violation(platform.registry, ("credentials", host), message, Fix(REMOVED))
