"""Who holds addresses in a platform's subnets: the cluster itself, or others."""

from typing import Any

import pytest

from lint.account.network import taken_by_others
from tests.live.found import OWN_VPC, VPC, Answers, found, vpcs
from tests.live.modelled import Said
from tests.platforms import base

PRIVATE = {"SubnetId": "subnet-1", "Tags": [{"Key": "Name", "Value": "demo-private-a"}]}
NODES = {
    "Reservations": [{"Instances": [{"InstanceId": "i-1", "Tags": [{"Key": "eks:cluster-name", "Value": "demo"}]}]}]
}
OTHERS = {"Description": "RDSNetworkInterface", "InterfaceType": "interface"}


def answers(*interfaces: dict[str, Any]) -> Answers:
    made = [
        {"SubnetId": "subnet-1", "PrivateIpAddresses": [{"PrivateIpAddress": "10.0.0.9"}]} | OTHERS | each
        for each in interfaces
    ]
    return vpcs(OWN_VPC) | {
        ("ec2", "describe_subnets"): {"Subnets": [PRIVATE, {"SubnetId": "subnet-2"}]},
        ("ec2", "describe_instances"): NODES,
        ("ec2", "describe_network_interfaces"): {"NetworkInterfaces": made},
    }


def tag(key: str, value: str) -> dict[str, Any]:
    return {"TagSet": [{"Key": key, "Value": value}]}


@pytest.mark.parametrize(
    ("interface", "held"),
    [
        ({}, 1),
        ({"PrivateIpAddresses": [{}, {}], "Ipv4Prefixes": [{"Ipv4Prefix": "10.0.0.16/28"}]}, 18),
        ({"SubnetId": "subnet-2"}, 0),
        ({"Attachment": {"InstanceId": "i-1"}}, 0),
        ({"Attachment": {"InstanceId": "i-2"}}, 1),
        (tag("cluster.k8s.amazonaws.com/name", "demo"), 0),
        (tag("cluster.k8s.amazonaws.com/name", "other"), 1),
        (tag("eks:eks-cluster-name", "demo"), 0),
        (tag("kubernetes.io/cluster/demo", "owned"), 0),
        ({"Description": "Amazon EKS demo"}, 0),
        ({"Description": "Amazon EKS other"}, 1),
        ({"InterfaceType": "nat_gateway"}, 0),
        ({"InterfaceType": "vpc_endpoint"}, 0),
        ({"Description": "ELB app/k8s-web/1"}, 0),
    ],
)
def test_who_holds_addresses(interface: dict[str, Any], held: int) -> None:
    assert taken_by_others(base(), Said(answers(interface))) == {("private", "a"): held}


def test_in_a_vpc_of_others_theirs_count() -> None:
    """Load balancers and gateways of an adopted VPC are its owner's."""
    cidrs = {tier: [f"10.0.{start + n}.0/24" for n in range(3)] for tier, start in START.items()}
    ids = {tier: {z: f"subnet-0123456789{start:04x}00{z}" for z in "abc"} for tier, start in START.items()}
    tiers = {
        tier: {"cidrs": dict(zip("abc", cidrs[tier], strict=True)), "ids": ids[tier], "size": None} for tier in START
    }
    platform = base({"vpc": {"id": VPC}, "subnets": tiers})
    said = answers({"InterfaceType": "nat_gateway", "SubnetId": ids["private"]["a"]})
    said["ec2", "describe_subnets"] = {"Subnets": [{"SubnetId": each} for each in ids["private"].values()]}
    assert taken_by_others(platform, Said(said)) == {("private", "a"): 1, ("private", "b"): 0, ("private", "c"): 0}


START = {"public": 128, "private": 0, "control": 192}


def test_a_vpc_that_is_not_there_has_nothing() -> None:
    assert taken_by_others(base(), Said(vpcs())) == {}


def test_a_subnet_without_room() -> None:
    crowd: list[dict[str, Any]] = [{"PrivateIpAddresses": [{}] * 50} for _ in range(81)]
    (said,) = found("subnet-without-room", {}, answers(*crowd))
    assert said.startswith("private-a lacks ")
    assert "others hold 4050 of 4091" in said
    assert found("subnet-without-room", {}, answers({})) == []
