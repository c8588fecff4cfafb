"""Permissions in the Kubernetes API that no Role can have."""

from collections.abc import Iterator

from generator.platform.invalid.reserved_namespace import RESERVED
from generator.platform.services.rbac import permissions
from generator.platform.types.platform import Platform
from generator.platform.types.rbac import Permission
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield permissions for nothing, in two places at once, or in a namespace that nobody makes."""
    ours = {*platform.namespaces, *(service.namespace for service in platform.services.values())}
    for _, permission in permissions(platform):
        yield from _shape(permission)
        for index, namespace in enumerate(permission.namespaces):
            if namespace not in ours and namespace not in RESERVED and namespace != "default":
                message = f"there is no namespace `{namespace}`; declared: {', '.join(sorted(ours))}"
                yield Violation(permission, ("namespaces", index), message)


def _shape(permission: Permission) -> Iterator[Violation]:
    if bool(permission.resources) == bool(permission.urls):
        which = "neither resources nor" if not permission.urls else "both resources and"
        yield Violation(permission, "resources", f"it has {which} urls; give one of them")
    if permission.urls and not permission.cluster_wide:
        yield Violation(permission, "urls", "the API server's own paths lie in no namespace; set clusterWide")
    if permission.cluster_wide and permission.namespaces:
        yield Violation(permission, "namespaces", "clusterWide is all of them; leave one of the two out")
    if permission.urls and permission.resource_names:
        yield Violation(permission, "resource_names", "the API server's own paths have no objects; leave it out")
