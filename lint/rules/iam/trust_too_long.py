from collections.abc import Iterator

from generator.platform.services.pod_roles import accounts, trusted_by
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

LONGEST = 2048
FIXED = 413
"""The rest of a trust policy: it names the cluster's issuer three times, whose id has 32 characters."""


@rule("IAM-017", ERROR, "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html")
def trust_too_long(platform: Platform) -> Iterator[Violation]:
    """The trust policy of a role is longer than IAM allows.

    With IRSA a role names every service account that may take it, in 2,048 characters at most. A role for each service
    needs a tenth of them, and Pod Identity names none.

    Bad:

        iam: {mechanism: irsa, roles: {app: {}}}
        services:
          orders-of-the-web-shop-for-all-countries-of-the-union: &one
            namespace: the-web-shop-and-all-that-belongs-to-it-in-the-union
            image: public.ecr.aws/nginx/nginx:1.29
            iam: app
          invoices-of-the-web-shop-for-all-countries-of-the-union: *one
          reminders-of-the-web-shop-for-all-countries-of-the-union: *one
          returns-of-the-web-shop-for-all-countries-of-the-union: *one
          complaints-of-the-web-shop-for-all-countries-of-the-union: *one
          newsletters-of-the-web-shop-for-all-countries-of-the-union: *one
          recommendations-of-the-web-shop-for-all-countries-of-the-un: *one
          subscriptions-of-the-web-shop-for-all-countries-of-the-unio: *one
          reservations-of-the-web-shop-for-all-countries-of-the-union: *one
          vouchers-of-the-web-shop-for-all-countries-of-the-union: *one
          deliveries-of-the-web-shop-for-all-countries-of-the-union: *one
          warehouses-of-the-web-shop-for-all-countries-of-the-union: *one
          suppliers-of-the-web-shop-for-all-countries-of-the-union: *one
          statistics-of-the-web-shop-for-all-countries-of-the-union: *one

    Good:

        iam: {mechanism: irsa, roles: {app: {}}}
        services: {web: {iam: app}}
    """
    for name, role in platform.iam.roles.items():
        if "irsa" in trusted_by(platform, role) and (length := trust_length(platform, name)) > LONGEST:
            message = f"its trust policy has {length} characters, and IAM allows {LONGEST}; give services own roles"
            yield Violation(platform.iam, ("roles", name), message)


def trust_length(platform: Platform, role: str) -> int:
    """The length of a role's trust policy with IRSA alone, in characters."""
    subjects = (f"system:serviceaccount:{each.namespace}:{each.service}" for each in accounts(platform, role))
    return FIXED + 3 * len(platform.region) + sum(len(subject) + len('"",') for subject in subjects)
