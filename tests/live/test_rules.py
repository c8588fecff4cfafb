"""Live rules about what is on offer and where networks lie, each on answers that botocore's models allow."""

from typing import Any

import pytest

from lint.rule import live_rules
from tests.live.found import GONE, OWN_VPC, VPC, Answers, found, vpcs
from tests.platforms import base, golden

ZONES: Answers = {
    ("ec2", "describe_availability_zones"): {
        "AvailabilityZones": [{"ZoneName": f"eu-west-1{letter}", "State": "available"} for letter in "abc"]
    }
}


def offerings(*zones: str) -> Answers:
    offered = [{"Location": f"eu-west-1{zone}", "InstanceType": "m7g.xlarge"} for zone in zones]
    return {("ec2", "describe_instance_type_offerings"): {"InstanceTypeOfferings": offered}}


def versions(*those: str) -> Answers:
    said = [{"clusterVersion": each, "versionStatus": "STANDARD_SUPPORT"} for each in those]
    old = {"clusterVersion": "1.20", "versionStatus": "UNSUPPORTED"}
    return {("eks", "describe_cluster_versions"): {"clusterVersions": [*said, old]}}


def cluster(version: str) -> Answers:
    return {("eks", "describe_cluster"): {"cluster": {"version": version}}}


def addons(**those: list[str]) -> Answers:
    made = {"vpc_cni": ["v1.2.3-eksbuild.1"], "coredns": ["v1.2.3-eksbuild.1"], "kube_proxy": ["v1.2.3-eksbuild.1"]}
    made |= {"eks_pod_identity_agent": ["v1.2.3-eksbuild.1"]} | those
    listed = [
        {"addonName": name.replace("_", "-"), "addonVersions": [{"addonVersion": each} for each in found]}
        for name, found in made.items()
    ]
    return {("eks", "describe_addon_versions"): {"addons": listed}}


def local_zone(status: str | None) -> Answers:
    said = {"ZoneName": "eu-west-1-dub-1a", "GroupName": "eu-west-1-dub-1", "OptInStatus": status}
    return {("ec2", "describe_availability_zones"): {"AvailabilityZones": [said] if status else []}}


EDGE = {
    "kind": "private",
    "size": 24,
    "from": "100.64.0.0/16",
    "localZone": {"name": "eu-west-1-dub-1a", "parent": "a"},
}
LOCAL = {"vpc": {"secondaryCidrs": ["100.64.0.0/16"]}, "subnets": {"edge": EDGE | {"loadBalancers": False}}}
COREDNS = {"addons": {"coredns": {"version": "v1.11.4-eksbuild.2"}}}
CASES: list[tuple[str, dict[str, Any], Answers, list[str]]] = [
    ("zone-not-offered", {}, ZONES, []),
    ("zone-not-offered", {"vpc": {"zones": ["a", "b", "d"]}}, ZONES, ["account 111122223333 has no zone eu-west-1d"]),
    ("local-zone-closed", {}, {}, []),
    ("local-zone-closed", LOCAL, local_zone("opted-in"), []),
    ("local-zone-closed", LOCAL, local_zone(None), ["eu-west-1 has no Local Zone eu-west-1-dub-1a"]),
    (
        "local-zone-closed",
        LOCAL,
        local_zone("not-opted-in"),
        ["account 111122223333 has not opted in to eu-west-1-dub-1a; enable eu-west-1-dub-1"],
    ),
    ("instance-type-not-offered", {}, offerings("a", "b", "c"), []),
    (
        "instance-type-not-offered",
        {},
        offerings("a", "b"),
        ["m7g.xlarge is not offered in eu-west-1c; eu-west-1a, eu-west-1b have it"],
    ),
    (
        "instance-type-not-offered",
        {},
        offerings(),
        ["m7g.xlarge is not offered in eu-west-1a, eu-west-1b, eu"],
    ),
    ("version-not-offered", {}, versions("1.35", "1.36"), []),
    (
        "version-not-offered",
        {"cluster": {"version": "1.30"}},
        versions("1.35", "1.36"),
        ["EKS does not offer 1.30 in"],
    ),
    ("version-skipped", {}, {("eks", "describe_cluster"): GONE}, []),
    ("version-skipped", {}, cluster("1.35"), []),
    ("version-skipped", {}, cluster("1.33"), ["the cluster has 1.33, and EKS skips no version: go to 1.34 first"]),
    ("version-skipped", {"cluster": {"version": "1.35"}}, cluster("1.36"), ["the cluster has 1.36 and cannot go back"]),
    ("addon-not-offered", {}, addons(), []),
    ("addon-not-offered", COREDNS, addons(coredns=["v1.11.4-eksbuild.2"]), []),
    (
        "addon-not-offered",
        COREDNS,
        addons(coredns=["v1.14.3-eksbuild.9", "v1.14.3-eksbuild.11"]),
        ["EKS does not offer v1.11.4-eksbuild.2 for Kubernetes 1.36; the newest is v1.14.3-eksbuild.11"],
    ),
    ("addon-not-offered", {"addons": {"metrics-server": {}}}, addons(), ["EKS does not offer metrics-server for"]),
    ("network-taken", {}, vpcs(OWN_VPC), []),
    ("network-taken", {}, vpcs({"VpcId": "vpc-1", "CidrBlock": "10.0.0.0/8", "IsDefault": True}), []),
    ("network-taken", {}, vpcs({"VpcId": "vpc-1", "CidrBlock": "10.1.0.0/16"}), []),
    (
        "network-taken",
        {},
        vpcs(OWN_VPC, {"VpcId": "vpc-1", "CidrBlock": "10.0.128.0/17", "Tags": [{"Key": "Name", "Value": "old"}]}),
        ["10.0.0.0/16 overlaps 10.0.128.0/17 of vpc-1 (old): the two can never be connected"],
    ),
]


@pytest.mark.parametrize(("name", "patch", "answers", "messages"), CASES)
def test_rules(name: str, patch: dict[str, Any], answers: Answers, messages: list[str]) -> None:
    said = found(name, patch, answers)
    assert len(said) == len(messages), said
    assert all(each.startswith(start) for each, start in zip(said, messages, strict=True)), said


def connections(**those: list[Any]) -> Answers:
    """Nothing but what is said."""
    return vpcs(OWN_VPC, {"VpcId": "vpc-2", "CidrBlock": "172.20.0.0/16"}) | {
        ("ec2", "describe_vpc_peering_connections"): {"VpcPeeringConnections": those.get("peerings", [])},
        ("ec2", "describe_transit_gateway_vpc_attachments"): {
            "TransitGatewayVpcAttachments": those.get("attachments", [])
        },
        ("ec2", "describe_route_tables"): {"RouteTables": [{"Routes": those.get("routes", [])}]},
    }


def peering(code: str) -> dict[str, Any]:
    peer = {"VpcId": "vpc-9", "CidrBlockSet": [{"CidrBlock": "10.0.64.0/18"}]}
    return {
        "VpcPeeringConnectionId": "pcx-1",
        "Status": {"Code": code},
        "AccepterVpcInfo": peer,
        "RequesterVpcInfo": {"VpcId": VPC},
    }


def attached(vpc: str) -> dict[str, Any]:
    return {"VpcId": vpc, "TransitGatewayId": "tgw-1", "State": "available"}


@pytest.mark.parametrize(
    ("answers", "messages"),
    [
        (vpcs(), []),
        (connections(), []),
        (connections(peerings=[peering("deleted")]), []),
        (
            connections(peerings=[peering("active")]),
            ["the VPC's CIDR 10.0.0.0/16 overlaps 10.0.64.0/18 of vpc-9, peered by pcx-1; take addresses that nobody"],
        ),
        (connections(attachments=[attached("vpc-2")]), []),
        (
            connections(attachments=[attached("vpc-2"), attached(VPC)]),
            ["the service CIDR 172.20.0.0/16 overlaps 172.20.0.0/16 of vpc-2, attached to tgw-1 as well"],
        ),
        (
            connections(routes=[{"DestinationCidrBlock": "172.20.1.0/24", "GatewayId": "vgw-1"}]),
            ["the service CIDR 172.20.0.0/16 overlaps 172.20.1.0/24 routed to vgw-1"],
        ),
        (connections(routes=[{"DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayId": "tgw-1"}]), []),
        (connections(routes=[{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"}]), []),
    ],
)
def test_connected_networks(answers: Answers, messages: list[str]) -> None:
    said = found("connected-network-overlaps", {}, answers)
    assert len(said) == len(messages), said
    assert all(each.startswith(start) for each, start in zip(said, messages, strict=True)), said


def test_every_rule_is_documented() -> None:
    """A reason beside the summary, a source, an id of its own in order."""
    ids = [rule.id for rule in live_rules()]
    assert len({*ids}) == len(ids)
    for rule in live_rules():
        assert rule.area == "live"
        assert rule.source.startswith("https://"), rule.name
        assert rule.summary.endswith((".", ":")), rule.name


def test_add_ons_are_those_that_are_rendered() -> None:
    from generator.render.terraform.eks_addons import addons as rendered
    from lint.account.addons import declared

    for name, platform in golden().items():
        assert {each for _, each, _ in declared(platform)} == {each.name for each in rendered(platform)}, name
    assert len(list(declared(base()))) == 4
