from collections.abc import Iterator

from generator.platform.services.ingress_controllers import ability
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "ING-021",
    WARNING,
    "https://docs.aws.amazon.com/waf/latest/developerguide/waf-chapter.html",
    also=("checkov:CKV2_AWS_28",),
)
def public_no_waf(platform: Platform) -> Iterator[Violation]:
    """An internet-facing load balancer in production has no web ACL.

    Without one there is nothing to turn away a flood of requests or the exploit of the week with, on the day when it
    comes; a web ACL can be given new rules within minutes.

    Bad:

        ingress: {classes: {public: {waf: null}}}

    Good:

        ingress:
          classes:
            public: {waf: "arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/b"}
    """
    for name, class_ in platform.ingress.classes.items():
        able = ability(class_).front == "alb" and class_.scheme == "internet-facing"
        if platform.tier == "production" and able and class_.waf is None:
            yield Violation(class_, "waf", f"{name} is internet-facing without a web ACL; name one in waf")
