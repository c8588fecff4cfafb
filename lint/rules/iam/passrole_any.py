from collections.abc import Iterator
from fnmatch import fnmatchcase

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("IAM-026", WARNING, "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html")
def passrole_any(platform: Platform) -> Iterator[Violation]:
    """Pods may hand any role of the account to an AWS service.

    With iam:PassRole on all roles and any service that runs code, a pod becomes whoever it likes, the administrator
    included.

    Bad:

        iam:
          roles:
            app: {statements: [{actions: ["iam:PassRole"], resources: ["*"]}]}
        services: {web: {iam: app}}

    Good:

        iam:
          roles:
            app: {statements: [{actions: ["iam:PassRole"], resources: ["arn:aws:iam::111122223333:role/report"]}]}
        services: {web: {iam: app}}
    """
    for role in platform.iam.roles.values():
        for statement in role.statements:
            wide = "*" in statement.resources or any(resource.endswith(":role/*") for resource in statement.resources)
            for index, action in enumerate(statement.actions):
                if wide and action not in {"*", "iam:*"} and fnmatchcase("iam:passrole", action.lower()):
                    yield Violation(
                        statement, ("actions", index), f"{action} on every role; name those that are handed on"
                    )
