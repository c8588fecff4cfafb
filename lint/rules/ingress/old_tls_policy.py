import re
from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

MODERN = re.compile(r"ELBSecurityPolicy-(TLS13-1-[23]|TLS-1-2|FS-1-2)")


@rule(
    "ING-006",
    WARNING,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html",
    also=(
        "checkov:CKV_AWS_103",
        "checkov:CKV2_AWS_74",
    ),
)
def old_tls_policy(platform: Platform) -> Iterator[Violation]:
    """A load balancer takes TLS 1.0 and 1.1.

    Both are broken and forbidden by every standard that says anything of TLS; no browser speaks them any more. What
    a load balancer takes is its security policy.

    Bad:

        ingress: {classes: {public: {tlsPolicy: ELBSecurityPolicy-2016-08}}}

    Good:

        ingress: {classes: {public: {tlsPolicy: ELBSecurityPolicy-TLS13-1-2-2021-06}}}
    """
    for class_ in platform.ingress.classes.values():
        if class_.tls_policy is not None and not MODERN.match(class_.tls_policy):
            message = f"{class_.tls_policy} takes TLS 1.0 or 1.1; use ELBSecurityPolicy-TLS13-1-2-2021-06"
            yield Violation(class_, "tls_policy", message, Fix("ELBSecurityPolicy-TLS13-1-2-2021-06"))
