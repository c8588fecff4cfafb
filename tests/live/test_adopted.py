"""An adopted network is as it is said to be."""

from typing import Any

import pytest

from tests.live.found import OWN_VPC, VPC, Answers, found, vpcs


def adopted(**subnet: Any) -> tuple[dict[str, Any], Answers]:
    """An adopted VPC with tiers in it, and the first subnet of the nodes' as it is."""
    tiers: dict[str, Any] = {}
    there: list[dict[str, Any]] = []
    for tier, start in (("public", 128), ("private", 0), ("control", 192)):
        cidrs = {zone: f"10.0.{start + index}.0/24" for index, zone in enumerate("abc")}
        ids = {zone: f"subnet-0123456789{start:04x}00{zone}" for zone in "abc"}
        tiers[tier] = {"cidrs": cidrs, "ids": ids, "size": None}
        there += [
            {"SubnetId": ids[zone], "AvailabilityZone": f"eu-west-1{zone}", "CidrBlock": cidrs[zone]} for zone in "abc"
        ]
    there[3] |= subnet
    own = {zone: f"10.0.{64 + index}.0/24" for index, zone in enumerate("abc")}
    tables = dict.fromkeys("abc", "rtb-0123456789abcdef0")
    tiers["more"] = {"kind": "isolated", "cidrs": own, "routeTables": tables}
    answer = {"RouteTables": [{"RouteTableId": "rtb-0123456789abcdef0"}]}
    answers = {("ec2", "describe_subnets"): {"Subnets": there}, ("ec2", "describe_route_tables"): answer}
    return {"vpc": {"id": VPC}, "subnets": tiers}, answers


A = "subnet-0123456789000000a"


@pytest.mark.parametrize(
    ("subnet", "more", "message"),
    [
        ({}, vpcs(OWN_VPC), ""),
        ({}, vpcs(), f"account 111122223333 has no {VPC}"),
        ({}, vpcs(OWN_VPC | {"CidrBlock": "10.0.0.0/17"}), f"{VPC} does not have 10.0.0.0/16; it has 10.0.0.0/17"),
        ({"SubnetId": "subnet-9"}, vpcs(OWN_VPC), f"{VPC} has no {A}"),
        ({"AvailabilityZone": "eu-west-1f"}, vpcs(OWN_VPC), f"{A} lies in eu-west-1f, not in eu-west-1a"),
        ({"CidrBlock": "10.0.9.0/24"}, vpcs(OWN_VPC), f"{A} has 10.0.9.0/24, not 10.0.0.0/24"),
        ({}, vpcs(OWN_VPC) | {("ec2", "describe_route_tables"): {"RouteTables": []}}, f"{VPC} has no rtb-01234567"),
    ],
)
def test_adopted_network(subnet: dict[str, Any], more: Answers, message: str) -> None:
    patch, answers = adopted(**subnet)
    said = found("adopted-network-differs", patch, answers | more)
    assert bool(said) == bool(message), said
    assert all(each.startswith(message) for each in said), said
