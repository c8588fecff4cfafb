from collections.abc import Iterator

from generator.platform.services.rbac import granted, permissions
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "RBC-012",
    WARNING,
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#persistent-volume-creation",
    also=("cis:4.1.9",),
)
def volumes_made_by_hand(platform: Platform) -> Iterator[Violation]:
    """A service may make volumes of whatever it likes.

    A PersistentVolume may be a folder of the node: whoever makes one and claims it reads and writes the node's own
    files. Claims are enough for volumes that a StorageClass makes.

    Bad:

        services: {web: {rbac: {volumes: {resources: [persistentvolumes], verbs: [create]}}}}

    Good:

        services: {web: {rbac: {volumes: {resources: [persistentvolumeclaims], verbs: [create]}}}}
    """
    for name, permission in permissions(platform):
        for resource, _ in granted(permission, "", ("persistentvolumes",), ("create",)):
            message = f"{name} may make a volume of a node's own files; let it make persistentvolumeclaims"
            claims = Fix("persistentvolumeclaims", field=("resources", permission.resources.index(resource)))
            yield Violation(permission, "resources", message, claims)
