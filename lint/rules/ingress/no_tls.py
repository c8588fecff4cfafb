from collections.abc import Iterator

from generator.platform.services.ingress_controllers import has_tls
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "ING-003",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/best-practices/data-encryption-and-secrets-management.html",
    also=(
        "cis:5.4.5",
        "hardeneks:use_encryption_with_aws_load_balancers",
        "checkov:CKV_AWS_2",
    ),
)
def no_tls(platform: Platform) -> Iterator[Violation]:
    """An internet-facing load balancer speaks plain HTTP.

    Passwords and session cookies cross the internet readable and changeable. With a certificate it listens on 443, and
    sends on what comes to 80.

    Bad:

        ingress: {classes: {public: {certificates: []}}}

    Good:

        ingress:
          classes:
            public: {certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/a"]}
    """
    for name, class_ in platform.ingress.classes.items():
        if class_.scheme == "internet-facing" and not has_tls(class_):
            wanted = "profile of the BIG-IP in tls" if class_.controller == "f5" else "certificate"
            yield Violation(class_, "certificates", f"{name} is internet-facing without TLS; give it a {wanted}")
