from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.nat_gateways import missing
from lint.account.quotas import Place, Quota, over
from lint.reader import Reader
from lint.rule import ERROR, live_rule

QUOTA = Quota("ec2", "L-0263D0A3", "Elastic IP addresses of the region")


def needed(platform: Platform, aws: Reader) -> int:
    """One for every NAT gateway that is not there yet."""
    return missing(platform, aws).total()


def used(aws: Reader) -> int:
    """All of the region, in use or not."""
    return len(aws.read("ec2", "describe_addresses")["Addresses"])


@live_rule("LIV-022", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html")
def elastic_ip_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """The account may have fewer Elastic IP addresses than the NAT gateways need.

    Five are allowed until AWS raises that: one platform with a NAT gateway in each of three zones takes most of them,
    and the second one fails at apply. Addresses that nothing uses count too.
    """
    yield from over(aws, QUOTA, Place(platform.vpc, "nat"), needed(platform, aws), used(aws))
