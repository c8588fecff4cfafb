from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, rule

KEY = "deletion_protection.enabled"


@rule(
    "ING-026",
    INFO,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#deletion-protection",
    also=("checkov:CKV_AWS_150",),
)
def load_balancer_deletable(platform: Platform) -> Iterator[Violation]:
    """A load balancer in production can be deleted in one call.

    With it go its name in DNS and every connection. Deletion protection is on in production unless the class says
    otherwise; to take a class away, switch it off first.

    Bad:

        ingress: {classes: {public: {attributes: {deletion_protection.enabled: "false"}}}}

    Good:

        ingress: {classes: {public: {attributes: {deletion_protection.enabled: "true"}}}}
    """
    for name, class_ in platform.ingress.classes.items():
        if platform.tier == "production" and class_.attributes.get(KEY) == "false":
            yield Violation(
                class_, ("attributes", KEY), f"{name} has no deletion protection; leave it out", Fix("true", safe=True)
            )
