"""What the pods of services may do in the Kubernetes API."""

from collections.abc import Container, Iterator

from generator.platform.types.platform import Platform
from generator.platform.types.rbac import Permission
from generator.platform.types.services import Service

ANY = "*"
WRITES = frozenset({"create", "update", "patch", "delete", "deletecollection"})
READS = frozenset({"get", "list", "watch"})


def has_token(service: Service) -> bool:
    """Whether its pods get a token for the Kubernetes API: where that is said, and where they may do something."""
    return service.service_account_token or bool(service.rbac)


def permissions(platform: Platform) -> Iterator[tuple[str, Permission]]:
    """Every permission, and the name of the service that has it."""
    for name, service in platform.services.items():
        yield from ((name, permission) for permission in service.rbac.values())


def granted(
    permission: Permission, group: str, resources: Container[str], verbs: Container[str]
) -> Iterator[tuple[str, str]]:
    """The resources of a group that it names among some, each with the first of some verbs that it may do with it.

    Wildcards are no names: who grants everything is told so once.
    """
    verb = next((each for each in permission.verbs if each in verbs), None)
    if verb is not None and group in permission.api_groups:
        yield from ((resource, verb) for resource in permission.resources if resource in resources)


def reach(permission: Permission) -> str:
    """Where it holds, as the end of a sentence."""
    if permission.cluster_wide:
        return "in every namespace"
    return f"in {', '.join(permission.namespaces)}" if permission.namespaces else "in its namespace"
