from collections import Counter
from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.nat_gateways import missing, nat_gateways, zone_of
from lint.account.quotas import Place, Quota, over
from lint.reader import Reader
from lint.rule import ERROR, live_rule

CODE = "L-FE5A380F"


def needed(platform: Platform, aws: Reader) -> Counter[str]:
    """Those that are not there yet, by zone."""
    return missing(platform, aws)


def used(aws: Reader) -> Counter[str]:
    """All of the region, by zone."""
    return Counter(zone for each in nat_gateways(aws) if (zone := zone_of(aws, each)))


@live_rule("LIV-023", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html")
def nat_gateway_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A zone may have no more NAT gateways.

    Five are allowed in each availability zone until AWS raises that, those of all VPCs together.
    """
    there = used(aws)
    for zone, number in sorted(needed(platform, aws).items()):
        quota = Quota("vpc", CODE, f"NAT gateways of {zone}")
        yield from over(aws, quota, Place(platform.vpc, "nat"), number, there[zone])
