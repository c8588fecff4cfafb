from collections.abc import Iterator

from generator.platform.services.rbac import granted, permissions, reach
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "RBC-011",
    ERROR,
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#token-request",
    also=("cis:4.1.12",),
)
def tokens_made(platform: Platform) -> Iterator[Violation]:
    """A service may make tokens of the service accounts of others.

    A token has all that its account may do, in the Kubernetes API and, by its IAM role, in AWS. Name the accounts that
    it makes tokens of.

    Bad:

        services: {web: {rbac: {tokens: {resources: [serviceaccounts/token], verbs: [create]}}}}

    Good:

        services:
          web: {rbac: {tokens: {resources: [serviceaccounts/token], resourceNames: [worker], verbs: [create]}}}
    """
    for name, permission in permissions(platform):
        for _, _ in granted(permission, "", ("serviceaccounts/token",), ("create",)):
            if not permission.resource_names:
                message = f"{name} may act as every service account {reach(permission)}; name them in resourceNames"
                yield Violation(permission, "resources", message)
