from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-009", ERROR, "https://docs.aws.amazon.com/local-zones/latest/ug/getting-started.html")
def local_zone_closed(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A Local Zone that is not there, or that the account has not opted in to: no subnet can be made in it."""
    for tier in platform.subnets.values():
        zone = tier.local_zone
        if zone is None:
            continue
        filters = [{"Name": "zone-name", "Values": [zone.name]}]
        answer = aws.read("ec2", "describe_availability_zones", AllAvailabilityZones=True, Filters=filters)
        found = answer["AvailabilityZones"]
        if not found:
            yield Violation(zone, "name", f"{platform.region} has no Local Zone {zone.name}")
        elif found[0].get("OptInStatus") == "not-opted-in":
            group = found[0].get("GroupName", zone.name)
            yield Violation(zone, "name", f"account {platform.account} has not opted in to {zone.name}; enable {group}")
