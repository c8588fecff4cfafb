from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("IAM-044", ERROR, "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html")
def foreign_policy(platform: Platform) -> Iterator[Violation]:
    """A policy is another account's.

    IAM attaches policies of its own account, and those of AWS: the apply fails at the role. The usual cause is an
    environment with an account of its own that keeps the ARNs of the common part.

    Bad:

        iam: {permissionsBoundary: "arn:aws:iam::999999999999:policy/Boundary"}

    Good:

        iam: {permissionsBoundary: "arn:aws:iam::111122223333:policy/Boundary"}
    """
    iam = platform.iam
    if iam.permissions_boundary is not None and _foreign(platform, iam.permissions_boundary):
        yield Violation(iam, "permissions_boundary", _message(platform, iam.permissions_boundary))
    for role in iam.roles.values():
        for index, policy in enumerate(role.managed_policies):
            if _foreign(platform, policy):
                yield Violation(role, ("managed_policies", index), _message(platform, policy))


def _foreign(platform: Platform, policy: str) -> bool:
    return policy.split(":")[4] not in {"aws", platform.account}


def _message(platform: Platform, policy: str) -> str:
    return f"the policy is in account {policy.split(':')[4]}, and roles are in {platform.account}; name one there"
