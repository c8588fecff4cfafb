from collections.abc import Iterator
from fnmatch import fnmatchcase

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule

ACTIONS = (
    "iam:addusertogroup",
    "iam:attachgrouppolicy",
    "iam:attachrolepolicy",
    "iam:attachuserpolicy",
    "iam:createaccesskey",
    "iam:createloginprofile",
    "iam:createpolicyversion",
    "iam:putgrouppolicy",
    "iam:putrolepolicy",
    "iam:putuserpolicy",
    "iam:setdefaultpolicyversion",
    "iam:updateassumerolepolicy",
    "iam:updateloginprofile",
)
"""Each of them suffices to get more rights than one has."""


@rule(
    "IAM-030",
    ERROR,
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html",
    also=(
        "checkov:CKV_AWS_110",
        "checkov:CKV_AWS_286",
    ),
)
def privilege_escalation(platform: Platform) -> Iterator[Violation]:
    """Pods may give themselves more rights.

    Whoever may change a policy, a role's trust or a user's keys may do everything in the end, however little else the
    role allows.

    Bad:

        iam: {roles: {app: {statements: [{actions: ["iam:GetRolePolicy", "iam:PutRolePolicy"], resources: ["*"]}]}}}
        services: {web: {iam: app}}

    Good:

        iam: {roles: {app: {statements: [{actions: ["iam:GetRolePolicy"], resources: ["*"]}]}}}
        services: {web: {iam: app}}
    """
    for role in platform.iam.roles.values():
        for statement in role.statements:
            for index, action in enumerate(statement.actions):
                if action not in {"*", "iam:*"} and any(fnmatchcase(each, action.lower()) for each in ACTIONS):
                    message = f"{action} lets pods widen their own rights; remove it"
                    yield Violation(statement, ("actions", index), message, Fix(REMOVED))
