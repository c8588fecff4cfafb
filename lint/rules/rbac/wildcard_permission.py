from collections.abc import Iterator

from generator.platform.services.rbac import ANY, permissions
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "RBC-001",
    ERROR,
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#least-privilege",
    also=(
        "cis:4.1.3",
        "hardeneks:restrict_wildcard_for_cluster_roles",
        "hardeneks:restrict_wildcard_for_roles",
        "checkov:CKV_K8S_49",
    ),
)
def wildcard_permission(platform: Platform) -> Iterator[Violation]:
    """A service may do everything, or with everything, in the Kubernetes API.

    `*` is also what nobody thought of: secrets, roles, and every kind of object that is installed later. Whoever gets
    into a pod has it all. Name what the service uses.

    Bad:

        services: {web: {rbac: {all: {resources: ["*"], verbs: [get, list, watch]}}}}

    Good:

        services: {web: {rbac: {settings: {resources: [configmaps], verbs: [get, list, watch]}}}}
    """
    for name, permission in permissions(platform):
        for field in ("api_groups", "resources", "verbs"):
            if ANY in getattr(permission, field):
                message = f"* lets {name} do what nobody thought of; name what it uses"
                yield Violation(permission, field, message)
