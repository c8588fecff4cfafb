from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("IAM-019", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/identity-and-access-management.html")
def default_service_account(platform: Platform) -> Iterator[Violation]:
    """The service account `default` of a namespace has an IAM role.

    A service's account has its name, and one that is called default has the account of every pod in its namespace
    that names none: they all get the role.

    Bad:

        services: {default: {namespace: shop, image: "public.ecr.aws/nginx/nginx:1.29", iam: app}}
        iam: {roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}}

    Good:

        services: {api: {namespace: shop, image: "public.ecr.aws/nginx/nginx:1.29", iam: app}}
        iam: {roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}}
    """
    service = platform.services.get("default")
    if service is not None and service.iam is not None:
        message = f"every pod in {service.namespace} without an account of its own gets this role; rename the service"
        yield Violation(service, "iam", message)
