from collections.abc import Iterator

from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.network import own_vpc, vpcs
from lint.account.quotas import Place, Quota, over
from lint.reader import Reader
from lint.rule import ERROR, live_rule

QUOTA = Quota("vpc", "L-F678F1CE", "VPCs of the region")


def needed(platform: Platform, aws: Reader) -> int:
    """One, until it is there; none where it is adopted."""
    return 0 if adopts(platform) or own_vpc(platform, aws) else 1


def used(platform: Platform, aws: Reader) -> int:
    """The account's own; those that others share with it are counted in their account."""
    return sum(vpc.get("OwnerId", platform.account) == platform.account for vpc in vpcs(aws))


@live_rule("LIV-020", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html")
def vpc_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """The account may have no more VPCs in this region.

    Five are allowed until AWS raises that, and the default VPC is one of them.
    """
    yield from over(aws, QUOTA, Place(platform, "vpc"), needed(platform, aws), used(platform, aws))
