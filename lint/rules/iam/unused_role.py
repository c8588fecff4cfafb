from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("IAM-038", WARNING, "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html")
def unused_role(platform: Platform) -> Iterator[Violation]:
    """No service has this role.

    A service was removed and its rights stayed, or its `iam` is missing and it runs without them.

    Bad:

        iam:
          roles:
            app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}
            old: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}
        services: {web: {iam: app}}

    Good:

        iam: {roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}}
        services: {web: {iam: app}}
    """
    used = {service.iam for service in platform.services.values()}
    for name in platform.iam.roles:
        if name not in used:
            yield Violation(
                platform.iam,
                ("roles", name),
                f"no service has the role {name}; remove it, or name it in a service's iam",
                Fix(REMOVED),
            )
