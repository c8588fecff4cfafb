from collections.abc import Iterator

from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.network import own_vpc
from lint.account.quotas import Place, Quota, over
from lint.reader import Reader
from lint.rule import ERROR, live_rule

QUOTA = Quota("vpc", "L-A4707A72", "internet gateways of the region")


def needed(platform: Platform, aws: Reader) -> int:
    """One where there are public subnets, until the VPC is there."""
    public = any(tier.kind == "public" for tier in platform.subnets.values())
    return 1 if public and not adopts(platform) and own_vpc(platform, aws) is None else 0


def used(aws: Reader) -> int:
    """All of the region."""
    return len(aws.read("ec2", "describe_internet_gateways")["InternetGateways"])


@live_rule("LIV-021", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html")
def internet_gateway_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """The account may have no more internet gateways in this region.

    There is one for each VPC, and the quota is raised together with that of VPCs, not by itself.
    """
    yield from over(aws, QUOTA, Place(platform, "vpc"), needed(platform, aws), used(aws))
