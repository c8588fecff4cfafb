from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("SEC-013", WARNING, "https://external-secrets.io/latest/api/externalsecret/")
def unused_secret(platform: Platform) -> Iterator[Violation]:
    """A secret is copied into the cluster, and no container has it.

    It lies in the namespace for whoever may read secrets there, and for nothing.

    Bad:

        services:
          web:
            secrets: {database: {secret: shop/database, path: /run/secrets/database}, old: {secret: shop/old}}

    Good:

        services: {web: {secrets: {database: {secret: shop/database, path: /run/secrets/database}}}}
    """
    for service_name, service in platform.services.items():
        further = [*service.containers.values(), *service.init_containers.values()]
        mounted = {each for container in further for each in container.mounts}
        for name, secret in service.secrets.items():
            if secret.path is None and not secret.env and name not in mounted:
                message = f"no container of {service_name} has it; give it a path, or mount it"
                yield Violation(service, ("secrets", name), message, Fix(REMOVED))
