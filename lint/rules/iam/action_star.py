from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "IAM-028",
    ERROR,
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
    also=(
        "checkov:CKV_AWS_1",
        "checkov:CKV_AWS_49",
        "checkov:CKV_AWS_62",
        "checkov:CKV_AWS_63",
        "checkov:CKV2_AWS_40",
    ),
)
def action_star(platform: Platform) -> Iterator[Violation]:
    """A policy allows every action.

    `*` is all of AWS; `iam:*` is as much, as it can give itself the rest.

    Bad:

        iam: {roles: {app: {statements: [{actions: ["*"], resources: ["arn:aws:s3:::assets/*"]}]}}}
        services: {web: {iam: app}}

    Good:

        iam: {roles: {app: {statements: [{actions: ["s3:*"], resources: ["arn:aws:s3:::assets/*"]}]}}}
        services: {web: {iam: app}}
    """
    for role in platform.iam.roles.values():
        for statement in role.statements:
            for index, action in enumerate(statement.actions):
                if action in {"*", "iam:*"}:
                    yield Violation(
                        statement, ("actions", index), f"`{action}` allows everything; name the actions needed"
                    )
