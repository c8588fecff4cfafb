from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

ADMINISTRATORS = (":policy/AdministratorAccess", ":policy/IAMFullAccess")


@rule(
    "IAM-027",
    ERROR,
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    also=(
        "checkov:CKV_AWS_274",
        "checkov:CKV_AWS_275",
        "checkov:CKV2_AWS_56",
    ),
)
def admin_managed_policy(platform: Platform) -> Iterator[Violation]:
    """Pods may do everything in the account.

    One flaw in the service is then the loss of the account: AdministratorAccess does everything, and IAMFullAccess
    gives itself the rest.

    Bad:

        iam: {roles: {app: {managedPolicies: ["arn:aws:iam::aws:policy/AdministratorAccess"]}}}
        services: {web: {iam: app}}

    Good:

        iam: {roles: {app: {managedPolicies: ["arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"]}}}
        services: {web: {iam: app}}
    """
    for role in platform.iam.roles.values():
        for index, policy in enumerate(role.managed_policies):
            if policy.endswith(ADMINISTRATORS):
                message = f"{policy.rpartition('/')[2]} lets pods do everything; write statements of what they need"
                yield Violation(role, ("managed_policies", index), message)
