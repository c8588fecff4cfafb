"""IPv6: which block each subnet has, the ways out, and what the CNI and the cluster are told."""

import json
import re
from ipaddress import IPv6Address, ip_interface
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.platform.capacity import demands, node_footprint
from generator.platform.fleets import fleet_of
from generator.platform.network.addresses import subnets
from generator.platform.network.ipv6_blocks import block_number
from generator.platform.nodes.instance_types import instance_type
from generator.platform.nodes.max_pods import max_pods
from generator.platform.types.node import AnyCidr
from generator.platform.types.platform import Platform
from generator.render import bootstrap, terraform
from tests.platforms import base, golden
from tests.terraform_root import document
from tests.test_addresses import examples, loaded
from tests.test_capacity import VECTORS

GOLDEN = golden()
DUAL_STACK = ["dual-stack", "ipv6", "ipv6-auto-mode", "ipv6-private"]
CIDR_PATTERN = str(get_args(AnyCidr)[1].pattern)
PREFIXES = {"cni": {"mode": "prefixDelegation"}}
IPV6 = {"cluster": {"ipFamily": "ipv6"}} | PREFIXES


def resources(platform: Platform, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = document(terraform.files(platform))["resource"].get(kind, {})
    return found


# ------------------------------------------------------------------ blocks

KINDS = st.sampled_from(["private", "public", "isolated"])


@st.composite
def tiers(draw: st.DrawFn) -> dict[str, dict[str, Any]]:
    """The three tiers that every platform has, and more with CIDRs of their own."""
    slots = draw(st.lists(st.integers(0, 31), min_size=0, max_size=8, unique=True))
    return {
        f"more{slot}": {
            "kind": draw(KINDS),
            "ipv6Slot": slot,
            "loadBalancers": False,
            "cidrs": {zone: f"10.0.{200 + index}.{16 * number}/28" for number, zone in enumerate("abcdef")},
        }
        for index, slot in enumerate(slots)
    }


def blocks(zones: str, more: dict[str, dict[str, Any]]) -> dict[str, int | None] | None:
    cut = {
        name: tier | {"cidrs": {zone: tier["cidrs"][zone] for zone in zones}, "size": None}
        for name, tier in more.items()
    }
    platform = loaded({"vpc": {"zones": list(zones)}, "subnets": cut} | IPV6)
    if platform is None:
        return None
    return {subnet.name: block_number(platform, subnet) for subnet in subnets(platform)}


@given(more=tiers(), zones=st.sets(st.sampled_from("abcdef"), min_size=2))
@examples(60)
def test_no_two_subnets_have_one_block_and_nothing_that_is_added_moves_one(
    more: dict[str, dict[str, Any]], zones: set[str]
) -> None:
    found = blocks("".join(sorted(zones)), more)
    collides = any(tier["ipv6Slot"] < 3 for tier in more.values())
    assert (found is None) is collides
    if found is None:
        return
    assert len(set(found.values())) == len(found) == (3 + len(more)) * len(zones)
    assert all(number is not None and 0 <= number < 256 for number in found.values())
    every = blocks("abcdef", more)
    alone = blocks("abcdef", {})
    assert every is not None
    assert alone is not None
    assert found.items() <= every.items()
    assert alone.items() <= every.items()


def test_slots_do_not_depend_on_the_order_of_keys() -> None:
    patch = {"subnets": {"data": {"kind": "isolated", "ipv6Slot": 9, "cidrs": dict.fromkeys("abc", "10.0.240.0/24")}}}
    platform = base(patch | IPV6)
    turned = base({"subnets": None} | {"vpc": {"zones": ["c", "b", "a"]}} | IPV6 | {"subnets": patch["subnets"]})
    by_name = {subnet.name: block_number(platform, subnet) for subnet in subnets(platform)}
    assert by_name == {subnet.name: block_number(turned, subnet) for subnet in subnets(turned)}
    assert (by_name["private-a"], by_name["public-b"], by_name["control-c"], by_name["data-a"]) == (0, 9, 18, 72)


@pytest.mark.parametrize("name", DUAL_STACK)
def test_both_roots_work_out_the_same_block(name: str) -> None:
    platform = GOLDEN[name]
    made = resources(platform, "aws_subnet")
    known = document(bootstrap.files(platform))["resource"]["kubernetes_config_map_v1"]["flux-runtime-info"]["data"]
    for subnet in subnets(platform):
        number = block_number(platform, subnet)
        call = f"${{cidrsubnet(aws_vpc.this.ipv6_cidr_block, 8, {number})}}"
        assert made[subnet.name]["ipv6_cidr_block"] == call
        assert made[subnet.name]["assign_ipv6_address_on_creation"] is True
        variable = f"IPV6_{subnet.name.upper().replace('-', '_')}"
        assert known.get(variable) == (None if name == "dual-stack" else call.replace("aws_vpc", "data.aws_vpc"))


def test_an_ipv4_platform_has_nothing_of_it() -> None:
    for name, platform in GOLDEN.items():
        files = terraform.files(platform)
        text = "".join(content.decode() for path, content in files.items() if path.endswith(".tf.json"))
        assert ("ipv6_cidr_block" in text or "::/0" in text) is (name in [*DUAL_STACK, "ipv6-existing-vpc"])


# ------------------------------------------------------------------ CIDRs

groups = st.lists(st.sampled_from(["", "0", "a", "1f", "Ffff", "0db8", "10000", "g"]), min_size=1, max_size=10)


@given(address=groups.map(":".join), prefix=st.sampled_from(["0", "7", "48", "100", "128", "129", "", "x"]))
@examples(2000)
def test_a_cidr_is_what_python_takes_for_one(address: str, prefix: str) -> None:
    text = f"{address}/{prefix}"
    try:
        ip_interface(text)
        valid = True
    except ValueError:
        valid = False
    assert (re.search(CIDR_PATTERN, text) is not None) is valid


@given(st.ip_addresses(v=6), st.integers(0, 128))
@examples(500)
def test_every_cidr_is_one(address: IPv6Address, prefix: int) -> None:
    for written in (address.compressed, address.exploded, address.exploded.upper()):
        assert re.search(CIDR_PATTERN, f"{written}/{prefix}")


# ------------------------------------------------------------------ ways out


def ways(platform: Platform) -> dict[str, str]:
    """By route table: the gateway that ::/0 leads to."""
    routes = resources(platform, "aws_route").values()
    return {
        route["route_table_id"].removeprefix("${aws_route_table.").removesuffix(".id}"): str(
            route.get("egress_only_gateway_id", route.get("gateway_id"))
        )
        for route in routes
        if route.get("destination_ipv6_cidr_block") == "::/0"
    }


@pytest.mark.parametrize("name", ["dual-stack", "ipv6"])
def test_public_subnets_are_reached_and_private_ones_only_go_out(name: str) -> None:
    out = "${aws_egress_only_internet_gateway.this.id}"
    assert ways(GOLDEN[name]) == {
        "public": "${aws_internet_gateway.this.id}",
        **{f"private-{zone}": out for zone in "abc"},
    }
    for group in resources(GOLDEN[name], "aws_eks_node_group").values():
        assert {f"aws_route.private-{zone}-ipv6" for zone in "abc"} <= set(group["depends_on"])


def test_nothing_private_leaves_without_nat() -> None:
    platform = GOLDEN["ipv6-private"]
    assert ways(platform).keys() == {"public"}
    assert resources(platform, "aws_egress_only_internet_gateway") == {}
    endpoints = resources(platform, "aws_vpc_endpoint")
    assert {"ec2", "eks-auth", "sts"} <= endpoints.keys()
    assert all("ip_address_type" not in endpoint for endpoint in endpoints.values())


# ------------------------------------------------------------------ the cluster and its CNI


def test_eks_chooses_the_addresses_of_services() -> None:
    for patch in (IPV6, {"cluster": {"ipFamily": "ipv6", "serviceCidr": "10.200.0.0/16"}} | PREFIXES):
        made = resources(base(patch), "aws_eks_cluster")["this"]
        assert made["kubernetes_network_config"] == {"ip_family": "ipv6"}


def test_an_open_endpoint_is_open_to_both() -> None:
    for patch, everybody in ((IPV6, ["0.0.0.0/0", "::/0"]), ({"cluster": {}}, ["0.0.0.0/0"])):
        made = base({**patch, "cluster": {**patch["cluster"], "endpoint": {"public": True}}})
        assert resources(made, "aws_eks_cluster")["this"]["vpc_config"]["public_access_cidrs"] == everybody


def test_the_cni_has_its_own_policy_for_ipv6() -> None:
    """AmazonEKS_CNI_Policy does not let it assign IPv6 prefixes, and AWS manages no other."""
    platform = GOLDEN["ipv6"]
    attached = resources(platform, "aws_iam_role_policy_attachment").values()
    assert not any("AmazonEKS_CNI_Policy" in item["policy_arn"] for item in attached)
    reads, tags = json.loads(resources(platform, "aws_iam_role_policy")["vpc-cni"]["policy"])["Statement"]
    assert reads["Action"] == [
        "ec2:AssignIpv6Addresses",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeInstances",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeTags",
    ]
    assert (tags["Action"], tags["Resource"]) == (
        ["ec2:CreateTags"],
        ["arn:aws:ec2:eu-west-1:111122223333:network-interface/*"],
    )
    addon = resources(platform, "aws_eks_addon")["vpc-cni"]
    assert "aws_iam_role_policy.vpc-cni" in addon["depends_on"]
    assert addon["pod_identity_association"]["service_account"] == "aws-node"


@pytest.mark.parametrize("mode", ["prefixDelegation", "secondaryIp"])
def test_the_cni_takes_prefixes(mode: str) -> None:
    platform = base(IPV6 | {"cni": {"mode": mode}})
    values = json.loads(resources(platform, "aws_eks_addon")["vpc-cni"]["configuration_values"])
    assert values["env"] == {"ENABLE_PREFIX_DELEGATION": "true"}


def test_both_containers_are_told_of_egress_by_ipv6() -> None:
    values = json.loads(resources(GOLDEN["dual-stack"], "aws_eks_addon")["vpc-cni"]["configuration_values"])
    assert values["env"]["ENABLE_V6_EGRESS"] == values["init"]["env"]["ENABLE_V6_EGRESS"] == "true"


# ------------------------------------------------------------------ pods and addresses


@pytest.mark.parametrize(("name", "prefix"), [(row[0], row[3]) for row in VECTORS])
def test_max_pods_is_what_eks_computes_with_prefixes(name: str, prefix: tuple[int, int]) -> None:
    known = instance_type(name)
    assert known
    arm = "arm64" in known.architectures
    ami = "AL2023_ARM_64_STANDARD" if arm else "AL2023_x86_64_STANDARD"
    group = {"instanceTypes": [name], "ami": ami}
    ignored = {"cni": {"mode": "secondaryIp", "settings": {"MAX_ENI": 1}, "warm": {"ips": 500, "minimumIps": 500}}}
    for cni in (PREFIXES, ignored):
        platform = base({"cluster": {"ipFamily": "ipv6"}, "nodes": {"groups": {"general": group}}} | cni)
        fleet = fleet_of(platform, platform.nodes.groups["general"])
        assert max_pods(platform, fleet) == prefix[1]
        assert node_footprint(platform, fleet) == (1, 0, 1)


def test_pods_take_no_address_of_a_subnet() -> None:
    platform = base(IPV6 | {"nodes": {"groups": {"general": {"scaling": {"max": 30}}}}})
    found = [demand for demand in demands(platform, "full") if demand.subnet.tier == "private"]
    assert [(each.nodes, each.pods, each.prefixes, each.warm) for each in found] == [(10, 0, 0, 0)] * 3
