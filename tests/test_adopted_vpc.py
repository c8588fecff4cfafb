"""An adopted VPC: what Terraform reads is proven, and nothing of it is made or changed unasked."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.platform.network.addresses import subnets, vpc_networks, zone_name
from generator.platform.network.adopted import subnet_id
from generator.platform.types.platform import Platform
from generator.render import bootstrap, render, terraform
from tests.platforms import base, golden, patches
from tests.terraform_root import document, prepare
from tests.terraform_runs import MOCKS
from tests.tools import run

Found = dict[str, dict[str, Any]]
"""Attributes of data sources, by their addresses."""

ADOPTING = {name: platform for name, platform in golden().items() if platform.vpc.id is not None}
THEIRS = {
    "aws_default_security_group",
    "aws_egress_only_internet_gateway",
    "aws_eip",
    "aws_internet_gateway",
    "aws_nat_gateway",
    "aws_route",
    "aws_vpc",
    "aws_vpc_ipv4_cidr_block_association",
}


def reality(platform: Platform) -> Found:
    """What AWS would say of the VPC and the subnets, when platform.yaml is right."""
    found: Found = {
        "data.aws_vpc.this": {
            "id": platform.vpc.id,
            "cidr_block": platform.vpc.cidr,
            "cidr_block_associations": [
                {"association_id": str(cidr), "cidr_block": str(cidr), "state": "associated"}
                for cidr in vpc_networks(platform)
            ],
            "owner_id": platform.vpc.owner or platform.account,
            "enable_dns_support": True,
            "enable_dns_hostnames": True,
            "ipv6_cidr_block": "2001:db8:1234:1a00::/56",
        }
    }
    for subnet in subnets(platform):
        if subnet_id(platform, subnet):
            found[f"data.aws_subnet.{subnet.name}"] = {
                "vpc_id": platform.vpc.id,
                "cidr_block": str(subnet.cidr),
                "availability_zone": zone_name(platform, subnet.zone),
                "ipv6_cidr_block": "2001:db8:1234:1aff::/64",
                "assign_ipv6_address_on_creation": True,
            }
    return found


def against(platform: Platform, realities: dict[str, Found], command: str, folder: Path) -> dict[str, str]:
    """What Terraform has against a platform in each of several realities; nothing where all is well."""
    prepare(platform, folder)
    resources = {kind: {"defaults": values} for kind, values in MOCKS.items()}
    for name, found in realities.items():
        overrides = [{"target": target, "values": values} for target, values in found.items()]
        provider = {"aws": {"mock_resource": resources, "override_data": overrides}}
        test = {"mock_provider": provider, "run": {"everything": {"command": command}}}
        (folder / f"{name}.tftest.json").write_text(json.dumps(test))
    done = run(["terraform", "test", "-json"], folder)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    ended = {message["@testfile"] for message in said if message.get("test_file", {}).get("progress") == "complete"}
    assert ended == {f"{name}.tftest.json" for name in realities}, done.stdout
    return {
        name: " ".join(
            message["diagnostic"]["detail"]
            for message in said
            if message.get("@testfile") == f"{name}.tftest.json" and "diagnostic" in message
        )
        for name in realities
    }


@pytest.mark.parametrize("name", ADOPTING)
def test_terraform_applies_what_fits_the_vpc(name: str, tmp_path: Path) -> None:
    platform = ADOPTING[name]
    assert against(platform, {"right": reality(platform)}, "apply", tmp_path) == {"right": ""}


WRONG: dict[str, tuple[str, dict[str, Any], str]] = {
    "cidr": ("data.aws_vpc.this", {"cidr_block": "10.9.0.0/16"}, "vpc.cidr is 10.0.0.0/16 in platform.yaml, and"),
    "a-cidr-more": (
        "data.aws_vpc.this",
        {"cidr_block_associations": [{"association_id": "x", "cidr_block": "10.9.0.0/16", "state": "associated"}]},
        "name all of them in vpc.cidr and vpc.secondaryCidrs.",
    ),
    "owner": ("data.aws_vpc.this", {"owner_id": "999999999999"}, "vpc.owner is 111122223333 in platform.yaml"),
    "dns": ("data.aws_vpc.this", {"enable_dns_hostnames": False}, "turn on DNS resolution and DNS hostnames"),
    "another-vpc": ("data.aws_subnet.private-b", {"vpc_id": "vpc-99999999"}, "vpc.id is vpc-0a1b2c3d4e5f60718"),
    "subnet": ("data.aws_subnet.private-b", {"cidr_block": "10.0.4.0/24"}, "subnets.private.cidrs.b is 10.0.32.0/20"),
    "zone": ("data.aws_subnet.private-b", {"availability_zone": "eu-west-1a"}, "The zone of subnets.private.ids.b is"),
}


Faults = dict[str, tuple[str, dict[str, Any], str]]
WITHOUT_IPV6: Faults = {
    "no-block-of-the-vpc": ("data.aws_vpc.this", {"ipv6_cidr_block": ""}, "the VPC has no IPv6 block; give it one."),
    "no-block": ("data.aws_subnet.public-a", {"ipv6_cidr_block": ""}, "public-a has no IPv6 block; give it one."),
    "not-assigned": (
        "data.aws_subnet.private-c",
        {"assign_ipv6_address_on_creation": False},
        "Nodes in private-c need IPv6 addresses: let the subnet assign them.",
    ),
}


@pytest.mark.parametrize(("name", "faults"), [("existing-vpc", WRONG), ("ipv6-existing-vpc", WITHOUT_IPV6)])
def test_a_plan_stops_at_what_does_not_fit_the_vpc(
    name: str, faults: Faults, tmp_path: Path, subtests: pytest.Subtests
) -> None:
    platform = ADOPTING[name]
    realities = {"right": reality(platform)}
    for fault, (target, values, _) in faults.items():
        found = reality(platform)
        realities[fault] = found | {target: found[target] | values}
    said = against(platform, realities, "plan", tmp_path)
    assert said["right"] == ""
    for fault, (_, _, message) in faults.items():
        with subtests.test(fault):
            assert message in said[fault]


@pytest.mark.parametrize("name", ADOPTING)
def test_nothing_of_the_vpc_is_made(name: str) -> None:
    platform = ADOPTING[name]
    root = document(terraform.files(platform))
    assert not THEIRS & root["resource"].keys()
    ours = {subnet.name for subnet in subnets(platform) if subnet_id(platform, subnet) is None}
    assert set(root["resource"].get("aws_subnet", {})) == ours
    assert set(root["resource"].get("aws_route_table_association", {})) == ours


def test_nothing_is_made_in_a_shared_vpc_but_what_belongs_to_the_cluster() -> None:
    resources = document(terraform.files(ADOPTING["shared-vpc"]))["resource"]
    assert not [kind for kind in resources if kind.startswith(("aws_vpc", "aws_ec2_tag", "aws_flow_log", "aws_subnet"))]


def test_subnets_of_ours_have_the_owners_routes() -> None:
    resources = document(terraform.files(ADOPTING["existing-vpc"]))["resource"]
    tables = {name: body["route_table_id"] for name, body in resources["aws_route_table_association"].items()}
    assert tables["pods-b"] == "rtb-0a00000000000002b"
    assert tables["control-b"] == "${aws_route_table.isolated.id}"
    assert set(resources["aws_route_table"]) == {"isolated"}
    assert resources["aws_vpc_endpoint"]["s3"]["route_table_ids"] == [
        "${aws_route_table.isolated.id}",
        *(f"rtb-0a00000000000002{zone}" for zone in "abc"),
    ]


def test_load_balancers_find_adopted_subnets_by_id_unless_they_are_tagged() -> None:
    shared = parameters(ADOPTING["shared-vpc"])
    assert shared["subnets"] == {"ids": [f"subnet-0a00000000000001{zone}" for zone in "abc"]}
    patch = patches()["shared-vpc"]
    tagged = base(patch | {"vpc": {**patch["vpc"], "owner": None, "tagSubnets": True}})
    assert "subnets" not in parameters(tagged)
    tags = document(terraform.files(tagged))["resource"]["aws_ec2_tag"]
    assert tags["public-a-kubernetes-io_role_elb"] == {
        "resource_id": "${data.aws_subnet.public-a.id}",
        "key": "kubernetes.io/role/elb",
        "value": "1",
    }


def parameters(platform: Platform) -> dict[str, Any]:
    """What the load balancer of the class `public` is made with."""
    (text,) = (
        content for name, content in render(platform).items() if name.endswith("public/ingress-class-params.yaml")
    )
    spec: dict[str, Any] = yaml.safe_load(text)["spec"]
    return spec


def test_another_subnet_is_another_node_group() -> None:
    patch = patches()["shared-vpc"]
    private = patch["subnets"]["private"]
    moved = base(
        patch
        | {"subnets": {**patch["subnets"], "private": {**private, "ids": private["ids"] | {"a": "subnet-01234567"}}}}
    )
    names = [
        document(terraform.files(platform))["resource"]["aws_eks_node_group"]["general"]["node_group_name"]
        for platform in (base(patch), moved)
    ]
    assert names[0] != names[1]


def test_addresses_of_others_are_not_ours_to_give() -> None:
    platform = ADOPTING["existing-vpc"]
    usable = {subnet.name: subnet.usable for subnet in subnets(platform)}
    assert usable["private-a"] == 4096 - 5 - 40
    assert usable["public-a"] == 256 - 5


def test_blocks_of_adopted_subnets_are_read_and_those_of_ours_worked_out() -> None:
    platform = ADOPTING["ipv6-existing-vpc"]
    made = document(terraform.files(platform))["resource"]["aws_subnet"]
    assert made["control-b"]["ipv6_cidr_block"] == "${cidrsubnet(data.aws_vpc.this.ipv6_cidr_block, 8, 249)}"
    root = document(bootstrap.files(platform))
    known = root["resource"]["kubernetes_config_map_v1"]["flux-runtime-info"]["data"]
    assert known["IPV6_CONTROL_B"] == "${cidrsubnet(data.aws_vpc.this.ipv6_cidr_block, 8, 249)}"
    assert known["IPV6_PRIVATE_A"] == "${data.aws_subnet.private-a.ipv6_cidr_block}"
    assert root["data"]["aws_subnet"]["private-a"] == {"id": "subnet-0a00000000000002a"}
    assert "control-b" not in root["data"]["aws_subnet"]
