from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("ING-007", ERROR, "https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html")
def foreign_certificate(platform: Platform) -> Iterator[Violation]:
    """A certificate that the load balancer cannot use.

    A load balancer takes certificates of ACM, of its own region and account. (us-east-1 is for CloudFront alone.) The
    controller fails on any other, and no route of the class is served.

    Bad:

        ingress:
          classes:
            public: {certificates: ["arn:aws:acm:us-east-1:111122223333:certificate/a"]}

    Good:

        ingress:
          classes:
            public: {certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/a"]}
    """
    ours = ["acm", platform.region, platform.account]
    for class_ in platform.ingress.classes.values():
        for index, certificate in enumerate(class_.certificates):
            if certificate.split(":")[2:5] != ours:
                message = (
                    f"{certificate} is not of ACM in {platform.region} and account {platform.account}; use one that is"
                )
                yield Violation(class_, ("certificates", index), message)
