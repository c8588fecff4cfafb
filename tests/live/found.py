"""What a live rule finds, given answers."""

from datetime import date
from typing import Any

from lint.reader import NotRead
from lint.rule import live_rules
from tests.live.modelled import Said
from tests.platforms import base

TODAY = date(2026, 11, 23)
GONE = NotRead("a:B", "gone", "ResourceNotFoundException")
Answers = dict[tuple[str, str], Any]
VPC = "vpc-0123456789abcdef0"
NAMED = [{"Key": "Name", "Value": "demo"}]
OWN_VPC = {"VpcId": VPC, "CidrBlock": "10.0.0.0/16", "Tags": NAMED, "OwnerId": "111122223333"}


def found(name: str, patch: dict[str, Any], answers: Answers) -> list[str]:
    """The messages of a live rule on the smallest platform with a merge patch; questions without answer fail."""
    (rule,) = (rule for rule in live_rules() if rule.name == name)
    assert rule.live
    return [violation.message for violation in rule.live(base(patch), Said(answers), TODAY)]


def vpcs(*those: dict[str, Any]) -> Answers:
    return {("ec2", "describe_vpcs"): {"Vpcs": list(those)}}


def quota(value: int) -> Answers:
    return {("service-quotas", "get_service_quota"): {"Quota": {"Value": float(value)}}}
