from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

LONGEST = 64


@rule("IAM-036", ERROR, "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html")
def role_name_length(platform: Platform) -> Iterator[Violation]:
    """The name of a role is longer than IAM allows.

    A role for pods is named PLATFORM-pods-ROLE, in 64 characters at most.

    Bad:

        iam: {roles: {the-role-of-the-service-that-sends-the-newsletter-of-the-week: {}}}
        services: {web: {iam: the-role-of-the-service-that-sends-the-newsletter-of-the-week}}

    Good:

        iam: {roles: {newsletter: {}}}
        services: {web: {iam: newsletter}}
    """
    for name in platform.iam.roles:
        full = f"{platform.name}-pods-{name}"
        if len(full) > LONGEST:
            yield Violation(platform.iam, ("roles", name), f"{full} has {len(full)} characters; IAM allows {LONGEST}")
