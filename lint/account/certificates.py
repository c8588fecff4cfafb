"""Certificates of load balancers, of ACM or of IAM."""

from datetime import date
from typing import NamedTuple

from generator.platform.types.platform import Platform
from lint.account.references import Arn, Reference, own_arns
from lint.reader import Reader


class Certificate(NamedTuple):
    """What is known of one: its status in ACM's words, the names that it is for, its last day, whether it is renewed.

    Of a certificate of IAM the names are not known.
    """

    status: str
    names: tuple[str, ...]
    until: date | None
    renewed: bool


def certificates(platform: Platform) -> list[tuple[Reference, Arn]]:
    """Every certificate that is named."""
    return own_arns(platform, "(acm|iam)", "(certificate|server-certificate)/[^*?]+")


def certificate(aws: Reader, text: str, arn: Arn) -> Certificate | None:
    """A certificate by its ARN; None where there is none. ACM is asked in its region."""
    if arn.service == "iam":
        answer = aws.found("iam", "get_server_certificate", ServerCertificateName=arn.name)
        until = answer["ServerCertificate"]["ServerCertificateMetadata"].get("Expiration") if answer else None
        return Certificate("ISSUED", (), until.date() if until else None, renewed=False) if answer else None
    answer = aws.found("acm", "describe_certificate", CertificateArn=text)
    if answer is None:
        return None
    said = answer["Certificate"]
    names = tuple(said.get("SubjectAlternativeNames") or [said["DomainName"]])
    until = said.get("NotAfter")
    failed = (said.get("RenewalSummary") or {}).get("RenewalStatus") == "FAILED"
    renewed = said.get("Type") != "IMPORTED" and not failed
    return Certificate(said["Status"], names, until.date() if until else None, renewed)


def covers(name: str, host: str) -> bool:
    """Whether a certificate for a name is one for a host: a star stands for one label.

    https://www.rfc-editor.org/rfc/rfc6125#section-6.4.3
    """
    if name == host:
        return True
    return name.startswith("*.") and host.partition(".")[2] == name[2:] and not host.startswith("*.")
