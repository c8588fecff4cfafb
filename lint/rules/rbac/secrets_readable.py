from collections.abc import Iterator

from generator.platform.services.rbac import READS, granted, permissions, reach
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "RBC-007",
    ERROR,
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#listing-secrets",
    also=(
        "cis:4.1.2",
        "checkov:CKV2_K8S_5",
    ),
)
def secrets_readable(platform: Platform) -> Iterator[Violation]:
    """A service may read the secrets of others.

    `list` and `watch` show the contents as `get` does. Among the secrets of a cluster are those of every team, and
    tokens with more rights than the service has. Its own come by `secrets`, as files; others are named one by one.

    Bad:

        services: {web: {rbac: {secrets: {resources: [secrets], verbs: [get, list], clusterWide: true}}}}

    Good:

        services: {web: {rbac: {secrets: {resources: [secrets], resourceNames: [peers], verbs: [get]}}}}
    """
    for name, permission in permissions(platform):
        if permission.resource_names or not (permission.cluster_wide or permission.namespaces):
            continue
        for _, verb in granted(permission, "", ("secrets",), READS):
            message = f"{name} may {verb} all secrets {reach(permission)}; name those it needs in resourceNames"
            yield Violation(permission, "resources", message)
