from collections.abc import Iterator

from generator.platform.services.rbac import granted, permissions
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import left_out
from lint.rule import ERROR, rule

ROLES = ("roles", "clusterroles")
ESCALATING = ("bind", "escalate", "impersonate")
RBAC = "rbac.authorization.k8s.io"
IDENTITIES = ("users", "groups", "serviceaccounts")


@rule(
    "RBC-006",
    ERROR,
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#escalate-verb",
    also=(
        "cis:4.1.8",
        "checkov:CKV_K8S_157",
        "checkov:CKV_K8S_158",
        "checkov:CKV2_K8S_1",
        "checkov:CKV2_K8S_3",
    ),
)
def permission_escalation(platform: Platform) -> Iterator[Violation]:
    """A service may give itself every permission there is.

    With `escalate` it writes roles that have more than it has, with `bind` it takes a role that exists, cluster-admin
    among them, and with `impersonate` it acts as somebody else.

    Bad:

        services:
          web:
            rbac: {roles: {apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [get, list, bind]}}

    Good:

        services:
          web:
            rbac: {roles: {apiGroups: [rbac.authorization.k8s.io], resources: [roles], verbs: [get, list]}}
    """
    for name, permission in permissions(platform):
        found = [
            *granted(permission, RBAC, ROLES, ("bind", "escalate")),
            *granted(permission, "", IDENTITIES, ("impersonate",)),
        ]
        for resource, verb in found:
            message = f"with {verb} on {resource} {name} gives itself what it likes; leave {verb} out"
            yield Violation(permission, "verbs", message, left_out("verbs", permission.verbs, ESCALATING))
