from collections.abc import Iterator

from generator.platform.services.containers import containers
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule

NAMES = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN")


@rule("SEC-003", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html")
def aws_static_keys(platform: Platform) -> Iterator[Violation]:
    """A service has AWS keys in its environment.

    They never end, go wherever the environment is printed, and take precedence over the role that the pod has. With
    `iam` the pod gets credentials that end after hours.

    Bad:

        iam: {roles: {web: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}}
        services: {web: {iam: web, env: {LOG_LEVEL: info, AWS_ACCESS_KEY_ID: key}}}

    Good:

        iam: {roles: {web: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}}
        services: {web: {iam: web, env: {LOG_LEVEL: info}}}
    """
    for service_name, service in platform.services.items():
        fix = Fix(REMOVED) if service.iam else None
        for _, container in containers(service_name, service):
            for name in (each for each in NAMES if each in container.env):
                message = f"{name} keeps the pod from its role; remove it, and give the service an iam role"
                yield Violation(container, ("env", name), message, fix)
