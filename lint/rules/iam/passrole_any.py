from collections.abc import Iterator
from fnmatch import fnmatchcase

from generator.platform.types.iam import Statement
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "IAM-026",
    WARNING,
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html",
    also=(
        "checkov:CKV_AWS_110",
        "checkov:CKV_AWS_286",
    ),
)
def passrole_any(platform: Platform) -> Iterator[Violation]:
    """Pods may hand any role of the account to an AWS service, or a role to any service.

    With iam:PassRole on all roles and any service that runs code, a pod becomes whoever it likes, the administrator
    included. A role that is named can still be handed to services that it was not made for, unless the condition
    iam:PassedToService says to which.

    Bad:

        iam:
          roles:
            app: {statements: [{actions: ["iam:PassRole"], resources: ["*"]}]}
        services: {web: {iam: app}}

    Good:

        iam:
          roles:
            app:
              statements:
                - actions: ["iam:PassRole"]
                  resources: ["arn:aws:iam::111122223333:role/report"]
                  conditions: {StringEquals: {"iam:PassedToService": [batch.amazonaws.com]}}
        services: {web: {iam: app}}
    """
    for role in platform.iam.roles.values():
        for statement in role.statements:
            remedy = _remedy(statement)
            for index, action in enumerate(statement.actions):
                if remedy and action not in {"*", "iam:*"} and fnmatchcase("iam:passrole", action.lower()):
                    yield Violation(statement, ("actions", index), f"{action} {remedy}")


def _remedy(statement: Statement) -> str | None:
    """What is wrong with handing on these roles, and what to do."""
    if "*" in statement.resources or any(resource.endswith(":role/*") for resource in statement.resources):
        return "on every role; name those that are handed on"
    keys = {key.lower() for tests in statement.conditions.values() for key in tests}
    if "iam:passedtoservice" not in keys:
        return "to any service; say to which by the condition iam:PassedToService"
    return None
