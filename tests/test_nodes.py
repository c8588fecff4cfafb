"""Managed node groups: what their nodes are told, and what a change does to them."""

import json
from pathlib import Path
from typing import Any, get_args

import pytest

from generator.platform.fleets import fleet_of
from generator.platform.nodes.ami import accelerator, architecture, drivers
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.ami import Ami
from generator.platform.types.platform import Platform
from generator.render import terraform
from generator.render.terraform.ami_families import families
from tests.platforms import base, patches
from tests.terraform_root import document, prepare
from tests.tools import run

KINDS: tuple[str, ...] = get_args(Ami)


def general(**changes: Any) -> Platform:
    """The smallest platform with changes of its one group."""
    return base({"nodes": {"groups": {"general": changes}}})


def rendered(platform: Platform, kind: str, name: str = "general") -> dict[str, Any]:
    body: dict[str, Any] = document(terraform.files(platform))["resource"][kind][name]
    return body


@pytest.mark.parametrize("ami", KINDS)
def test_amazons_images_are_told_nothing(ami: str) -> None:
    platform = base(
        {
            "terraform": {"providerVersion": ">= 6.35"},
            "nodes": {
                "groups": {"general": {"ami": ami, "labels": {"a": "b"}, "taints": {"c": {"effect": "NoExecute"}}}}
            },
        }
    )
    template, group = rendered(platform, "aws_launch_template"), rendered(platform, "aws_eks_node_group")
    assert not {"user_data", "image_id", "vpc_security_group_ids"} & template.keys()
    assert group["ami_type"] == ami
    own = {"nvidia.com/gpu.present": "true"} if ami.startswith("AL2023_") and ami.endswith("_NVIDIA") else {}
    assert (group["labels"], group["taint"]) == ({"a": "b", **own}, [{"key": "c", "effect": "NO_EXECUTE"}])
    assert sum(ami.startswith(family.prefix) for family in families()) == 1


def test_the_provider_takes_every_kind(tmp_path: Path) -> None:
    group = {"instanceTypes": ["m7g.large"], "scaling": {"min": 0, "max": 1}, "subnets": "private"}
    kinds = [ami for ami in KINDS if not ami.endswith("_NVIDIA_FIPS") and "_2025_" not in ami]
    groups = {ami.lower().replace("_", "-"): {**group, "ami": ami} for ami in kinds}
    folder = prepare(base({"nodes": {"groups": groups}}), tmp_path)
    assert json.loads(run(["terraform", "validate", "-json"], folder).stdout)["diagnostics"] == []


def test_kinds_say_what_they_are_for() -> None:
    assert {ami for ami in KINDS if architecture(ami) == "arm64"} == {ami for ami in KINDS if "ARM" in ami}
    assert {accelerator(ami) for ami in KINDS} == {None, "nvidia", "neuron"}
    assert drivers("BOTTLEROCKET_x86_64") == {"neuron"}
    assert drivers("BOTTLEROCKET_ARM_64_NVIDIA_FIPS") == {"nvidia"}
    assert drivers("AL2023_x86_64_STANDARD") == frozenset()
    types = {
        name: instance_type(name) for name in ("g5.xlarge", "p5.48xlarge", "trn1.2xlarge", "inf1.xlarge", "vt1.3xlarge")
    }
    found = {name: type_.accelerator for name, type_ in types.items() if type_}
    assert list(found.values()) == ["nvidia", "nvidia", "neuron", "neuron", None]


def volumes(**group: Any) -> dict[str, Any]:
    mappings = rendered(general(**group), "aws_launch_template")["block_device_mappings"]
    return {mapping["device_name"]: mapping["ebs"] for mapping in mappings}


def test_volumes() -> None:
    kept = {"encrypted": True, "delete_on_termination": True}
    fast = {"size": 120, "iops": 6000, "throughput": 500}
    data = {"volume_type": "gp3", "volume_size": 120, "iops": 6000, "throughput": 500, **kept}
    assert volumes(disk=fast) == {"/dev/xvda": data}
    system = {"volume_type": "gp3", **kept}
    assert volumes(disk=fast, ami="BOTTLEROCKET_ARM_64") == {"/dev/xvda": system, "/dev/xvdb": data}


def test_a_group_with_a_shell_has_a_role_of_its_own() -> None:
    platform = base(patches()["nodes-al2023-own-image"])
    root = document(terraform.files(platform))["resource"]
    batch, plain = (root["aws_eks_node_group"][name] for name in ("batch", "general"))
    assert plain["node_role_arn"] == "${aws_iam_role.node.arn}"
    assert batch["node_role_arn"] == "${aws_iam_role.node-batch.arn}"
    policies = {
        name: body["policy_arn"].rpartition("/")[2]
        for name, body in root["aws_iam_role_policy_attachment"].items()
        if body["role"] == "${aws_iam_role.node-batch.name}"
    }
    assert policies == {
        "node-batch-worker": "AmazonEKSWorkerNodePolicy",
        "node-batch-images": "AmazonEC2ContainerRegistryPullOnly",
        "node-batch-ssm": "AmazonSSMManagedInstanceCore",
    }
    assert {f"aws_iam_role_policy_attachment.{name}" for name in policies} <= set(batch["depends_on"])
    others = [
        body["policy_arn"] for name, body in root["aws_iam_role_policy_attachment"].items() if name not in policies
    ]
    assert not any("SSM" in policy for policy in others)


def test_more_security_groups_keep_the_clusters_own() -> None:
    given = ["sg-0123456789abcdef0", "sg-01234567"]
    template = rendered(general(securityGroups=given), "aws_launch_template")
    own = "${aws_eks_cluster.this.vpc_config[0].cluster_security_group_id}"
    assert template["vpc_security_group_ids"] == [own, *sorted(given)]


@pytest.mark.parametrize(
    ("update", "argument"), [(2, {"max_unavailable": 2}), ("50%", {"max_unavailable_percentage": 50})]
)
def test_update(update: int | str, argument: dict[str, int]) -> None:
    assert rendered(general(update={"maxUnavailable": update}), "aws_eks_node_group")["update_config"] == argument


def test_zones_of_a_group() -> None:
    platform = general(zones=["c", "a"])
    assert fleet_of(platform, platform.nodes.groups["general"]).zones == ("a", "c")
    subnets = rendered(platform, "aws_eks_node_group")["subnet_ids"]
    assert subnets == ["${aws_subnet.private-a.id}", "${aws_subnet.private-c.id}"]
    whole = base()
    assert fleet_of(whole, whole.nodes.groups["general"]).zones == ("a", "b", "c")


@pytest.mark.parametrize(
    ("group", "more"),
    [
        ({}, 2),
        ({"scaling": {"max": 30}}, 4),
        ({"scaling": {"max": 30}, "update": {"maxUnavailable": 12}, "zones": ["a", "b"]}, 6),
        ({"scaling": {"max": 450}, "update": {"maxUnavailable": "100%"}}, 34),
    ],
)
def test_nodes_more_during_an_update(group: dict[str, Any], more: int) -> None:
    platform = general(**group)
    assert fleet_of(platform, platform.nodes.groups["general"]).surge == more
