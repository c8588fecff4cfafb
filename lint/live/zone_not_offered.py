from collections.abc import Iterator

from generator.platform.network.addresses import zone_name
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-001", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/extend-intro.html")
def zone_not_offered(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A zone that this account does not have in this region.

    Which letters a region has differs by region, and in some by account: new accounts are not let into zones that are
    full. Subnets there fail at apply, when half of the network is made.
    """
    answer = aws.read(
        "ec2", "describe_availability_zones", Filters=[{"Name": "zone-type", "Values": ["availability-zone"]}]
    )
    offered = {zone["ZoneName"] for zone in answer["AvailabilityZones"] if zone["State"] == "available"}
    for index, letter in enumerate(platform.vpc.zones):
        if zone_name(platform, letter) not in offered:
            letters = ", ".join(sorted(name.removeprefix(platform.region) for name in offered))
            message = f"account {platform.account} has no zone {zone_name(platform, letter)}; it has {letters}"
            yield Violation(platform.vpc, ("zones", index), message)
