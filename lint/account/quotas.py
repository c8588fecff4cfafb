"""Service Quotas: what an account may have, and what a platform needs of it beyond what there is."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.types.node import Node
from generator.platform.violation import Violation
from lint.reader import Reader


class Quota(NamedTuple):
    """A quota of Service Quotas, and what it counts, in words that a number comes before."""

    service: str
    code: str
    what: str


class Place(NamedTuple):
    """The node and field that ask for what a quota counts."""

    node: Node
    field: str | tuple[str | int, ...]


def value(aws: Reader, quota: Quota) -> int | None:
    """The number that holds in the account, or else AWS' own; None where Service Quotas has neither."""
    asked = {"ServiceCode": quota.service, "QuotaCode": quota.code}
    answer = aws.found("service-quotas", "get_service_quota", **asked)
    answer = answer or aws.found("service-quotas", "get_aws_default_service_quota", **asked)
    return int(answer["Quota"]["Value"]) if answer else None


def over(aws: Reader, quota: Quota, place: Place, needed: int, used: int = 0) -> Iterator[Violation]:
    """Yield a violation where `needed` more than the `used` ones are more than the account may have."""
    limit = value(aws, quota) if needed > 0 else None
    if limit is not None and used + needed > limit:
        taken = f"{used} of {limit} {quota.what} are in use" if used else f"{limit} {quota.what} are allowed"
        ask = f"ask Service Quotas for {used + needed} ({quota.service} {quota.code})"
        yield Violation(*place, f"{needed} more are needed, and {taken}; {ask}")
