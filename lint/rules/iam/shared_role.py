from collections import defaultdict
from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "IAM-018",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html",
    also=("cis:5.2.1",),
)
def shared_role(platform: Platform) -> Iterator[Violation]:
    """Several services have the same IAM role.

    Each of them may then do all that any of them needs, and in CloudTrail they look alike. A role for each service
    costs nothing.

    Bad:

        iam: {roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}}
        services:
          web: {iam: app}
          api: {namespace: shop, image: "public.ecr.aws/nginx/nginx:1.29", iam: app}

    Good:

        iam: {roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}}
        services:
          web: {iam: app}
          api: {namespace: shop, image: "public.ecr.aws/nginx/nginx:1.29"}
    """
    users: dict[str, list[str]] = defaultdict(list)
    for name, service in platform.services.items():
        if service.iam is not None:
            users[service.iam].append(name)
    for role, names in users.items():
        if len(names) > 1:
            who = ", ".join(names[:5]) + (" and more" if len(names) > 5 else "")
            yield Violation(
                platform.iam, ("roles", role), f"{len(names)} services have the role {role} ({who}); give each its own"
            )
