"""Live rules, each on answers that botocore's models allow."""

from datetime import date
from typing import Any

import pytest

from lint.rule import live_rules
from tests.live.modelled import Said
from tests.platforms import base

TODAY = date(2026, 11, 23)
ZONES: dict[str, Any] = {
    "AvailabilityZones": [{"ZoneName": f"eu-west-1{letter}", "State": "available"} for letter in "abc"]
}


def found(name: str, patch: dict[str, Any], answers: dict[tuple[str, str], Any]) -> list[str]:
    """The messages of a live rule on the smallest platform with a merge patch."""
    (rule,) = (rule for rule in live_rules() if rule.name == name)
    assert rule.live
    return [violation.message for violation in rule.live(base(patch), Said(answers), TODAY)]


@pytest.mark.parametrize(("zones", "messages"), [("abc", []), ("abd", ["account 111122223333 has no zone eu-west-1d"])])
def test_zone_not_offered(zones: str, messages: list[str]) -> None:
    said = found("zone-not-offered", {"vpc": {"zones": list(zones)}}, {("ec2", "describe_availability_zones"): ZONES})
    assert [message.partition(";")[0] for message in said] == messages
