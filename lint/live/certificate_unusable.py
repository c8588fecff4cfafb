from collections.abc import Iterator
from datetime import date, timedelta

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.certificates import certificate, certificates
from lint.reader import Reader
from lint.rule import ERROR, dated_live_rule

SOON = timedelta(days=30)


@dated_live_rule("LIV-032", ERROR, "https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html")
def certificate_unusable(platform: Platform, aws: Reader, today: date) -> Iterator[Violation]:
    """A certificate that is not there, is not issued, has run out, or soon will and is not renewed.

    Load balancers take certificates that are issued. ACM renews those that it issued while their
    records for validation are there; what was imported, nobody renews: with 30 days left it is told.
    """
    for reference, arn in certificates(platform):
        if arn.region not in {"", platform.region}:
            continue  # foreign-certificate knows without AWS
        found = certificate(aws, reference.value, arn)
        if found is None:
            yield reference.violation(f"there is no certificate {arn.name}; request it first")
        elif found.status != "ISSUED":
            yield reference.violation(f"the certificate {arn.name} is {found.status}, not ISSUED")
        elif found.until is not None and found.until < today:
            yield reference.violation(f"the certificate {arn.name} ran out on {found.until}")
        elif found.until is not None and not found.renewed and found.until < today + SOON:
            yield reference.violation(f"the certificate {arn.name} runs out on {found.until}, and nothing renews it")
