"""Karpenter: what Terraform makes and what the cluster asks for find each other, and nothing is allowed beyond need."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from generator.platform.document.merge import merge
from generator.platform.network.endpoints import interface_endpoints
from generator.platform.types.platform import Platform
from generator.render import terraform
from generator.render.copies import copies
from tests.manifests import named, objects, of_kind
from tests.platforms import base, golden, patches

POOL = {"subnets": "private", "architectures": ["arm64"], "limits": {"cpu": 100}}
GOLDEN = {name: platform for name, platform in golden().items() if platform.nodes.karpenter}
# The calls of https://github.com/aws/karpenter-provider-aws/blob/v1.14.1/pkg/aws/sdk.go but those that are never made:
# instance profiles are ours, messages are not sent, and zonal shift is off.
CALLS = {
    *(f"ec2:Describe{what}" for what in ("CapacityReservations", "PlacementGroups", "Images", "LaunchTemplates")),
    *(f"ec2:Describe{what}" for what in ("Subnets", "SecurityGroups", "InstanceTypes", "InstanceTypeOfferings")),
    *(f"ec2:Describe{what}" for what in ("SpotPriceHistory", "InstanceStatus", "Instances")),
    *(f"ec2:{what}" for what in ("CreateFleet", "TerminateInstances", "RunInstances", "CreateTags")),
    *("ec2:CreateLaunchTemplate", "ec2:DeleteLaunchTemplate", "eks:DescribeCluster", "pricing:GetProducts"),
    *("iam:GetInstanceProfile", "iam:ListInstanceProfiles", "iam:PassRole", "ssm:GetParameter"),
    *(f"sqs:{what}" for what in ("ReceiveMessage", "DeleteMessage", "GetQueueUrl")),
}
LONGEST = "a" * 39


def pooled(patch: dict[str, Any] | None = None, **pools: Any) -> Platform:
    return base({"nodes": {"karpenter": {"pools": pools or {"batch": POOL}}}, **(patch or {})})


def resources(platform: Platform) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for content in terraform.files(platform).values():
        for kind, blocks in json.loads(content).get("resource", {}).items():
            found.setdefault(kind, {}).update(blocks)
    return found


def policy(platform: Platform) -> Any:
    return json.loads(resources(platform)["aws_iam_role_policy"]["karpenter"]["policy"])


@pytest.mark.parametrize("name", GOLDEN)
def test_pools_find_their_subnets_and_no_others(name: str) -> None:
    platform = GOLDEN[name]
    subnets = resources(platform)["aws_subnet"]
    for item in of_kind(objects(platform), "EC2NodeClass"):
        pool = platform.nodes.karpenter.pools[item["metadata"]["name"]]  # type: ignore[union-attr]
        (term,) = item["spec"]["subnetSelectorTerms"]
        found = {key for key, subnet in subnets.items() if term["tags"].items() <= subnet["tags"].items()}
        assert found == {f"{pool.subnets}-{zone}" for zone in platform.vpc.zones}


def test_adopted_subnets_are_named_by_their_ids() -> None:
    patch = patches()["existing-vpc"]
    platform = base(merge(patch, {"nodes": {"karpenter": {"pools": {"batch": POOL}}}}))
    ids = [platform.subnets["private"].ids[zone] for zone in sorted(platform.vpc.zones)]  # type: ignore[index]
    assert named(objects(platform), "EC2NodeClass", "batch")["spec"]["subnetSelectorTerms"] == [
        {"id": each} for each in ids
    ]


def test_zones_are_the_subnets_own() -> None:
    pool = {**POOL, "zones": ["c", "a"]}
    spec = named(objects(pooled(None, batch=pool)), "NodePool", "batch")["spec"]["template"]["spec"]
    (zones,) = (one["values"] for one in spec["requirements"] if one["key"] == "topology.kubernetes.io/zone")
    assert zones == ["eu-west-1a", "eu-west-1c"]


@pytest.mark.parametrize("name", GOLDEN)
def test_security_group_profile_and_queue_are_those_that_terraform_makes(name: str) -> None:
    platform, made = GOLDEN[name], resources(GOLDEN[name])
    profiles = {profile["name"]: profile["role"] for profile in made["aws_iam_instance_profile"].values()}
    (tag,) = made["aws_ec2_tag"].values()
    assert tag["resource_id"].endswith("vpc_config[0].cluster_security_group_id}")
    entries = {entry["principal_arn"] for entry in made["aws_eks_access_entry"].values() if entry.get("type")}
    for item in of_kind(objects(platform), "EC2NodeClass"):
        assert item["spec"]["securityGroupSelectorTerms"][0] == {"tags": {tag["key"]: tag["value"]}}
        role = profiles[item["spec"]["instanceProfile"]].removesuffix(".name}")
        assert f"{role}.arn}}" in entries, "the node could not join"
    settings = named(objects(platform), "HelmRelease", "karpenter")["spec"]["values"]["settings"]
    assert settings["interruptionQueue"] == made["aws_sqs_queue"]["karpenter"]["name"]
    association = made["aws_eks_pod_identity_association"]["karpenter"]
    account = named(objects(platform), "HelmRelease", "karpenter")["spec"]["values"]["serviceAccount"]["name"]
    assert (association["namespace"], association["service_account"]) == ("kube-system", account)


def test_the_controller_may_make_the_calls_that_it_makes_and_no_others() -> None:
    statements = policy(pooled())["Statement"]
    assert {action for each in statements for action in each["Action"]} == CALLS
    writes = [each for each in statements if any(not _reads(action) for action in each["Action"])]
    for each in writes:
        assert each["Resource"] != ["*"], each
        assert "Condition" in each or set(each["Action"]) <= {"ec2:CreateFleet", "ec2:RunInstances", *_QUEUE}, each


_QUEUE = {"sqs:DeleteMessage", "sqs:GetQueueUrl", "sqs:ReceiveMessage"}


def _reads(action: str) -> bool:
    return re.match(r"\w+:(Describe|Get|List)", action) is not None


def test_only_roles_of_pools_may_be_passed() -> None:
    both = pooled(None, one=POOL, two={**POOL, "access": {"ssm": True}})
    (statement,) = (each for each in policy(both)["Statement"] if each["Action"] == ["iam:PassRole"])
    assert statement["Resource"] == [f"${{aws_iam_role.karpenter-node{more}.arn}}" for more in ("", "-ssm")]
    empty = base({"nodes": {"karpenter": {}}})
    assert all(each["Action"] != ["iam:PassRole"] for each in policy(empty)["Statement"])
    assert "aws_iam_instance_profile" not in resources(empty)


def test_names_and_the_policy_fit_what_aws_allows() -> None:
    made = resources(pooled({"name": LONGEST}, one={**POOL, "access": {"ssm": True}}))
    assert max(len(rule["name"]) for rule in made["aws_cloudwatch_event_rule"].values()) <= 64
    assert max(len(role["name"]) for role in made["aws_iam_role"].values()) <= 64
    assert len(made["aws_sqs_queue"]["karpenter"]["name"]) <= 80
    assert len(made["aws_iam_role_policy"]["karpenter"]["policy"]) <= 10240


def test_only_its_own_rules_may_fill_the_queue() -> None:
    made = resources(pooled())
    allowed, denied = json.loads(made["aws_sqs_queue_policy"]["karpenter"]["policy"])["Statement"]
    pattern = allowed["Condition"]["ArnLike"]["aws:SourceArn"].rpartition("/")[2].removesuffix("*")
    assert all(rule["name"].startswith(pattern) for rule in made["aws_cloudwatch_event_rule"].values())
    assert len(made["aws_cloudwatch_event_rule"]) == len(made["aws_cloudwatch_event_target"]) == 5
    assert denied["Condition"] == {"Bool": {"aws:SecureTransport": "false"}}


def test_without_karpenter_there_is_nothing_of_it() -> None:
    text = b"".join(terraform.files(base()).values()).decode()
    assert "karpenter" not in text
    assert not [item for item in objects(base()) if "karpenter" in json.dumps(item)]


def test_without_nat_it_asks_for_what_has_endpoints() -> None:
    closed = pooled({"vpc": {"nat": "none"}})
    assert {"sqs", "ssm"} <= set(interface_endpoints(closed))
    settings = named(objects(closed), "HelmRelease", "karpenter")["spec"]["values"]["settings"]
    assert settings["isolatedVPC"] is True
    assert "isolatedVPC" not in named(objects(pooled()), "HelmRelease", "karpenter")["spec"]["values"]["settings"]


CUSTOM = {
    "vpc": {"secondaryCidrs": ["100.64.0.0/16"]},
    "subnets": {"pods": {"kind": "private", "size": 18, "from": "100.64.0.0/16"}},
}
TWO = {**POOL, "instanceTypes": ["m7g.medium", "m7g.large"]}


@pytest.mark.parametrize(
    ("patch", "pool", "max_pods", "reserved"),
    [
        ({}, TWO, None, None),
        ({**CUSTOM, "cni": {"podSubnets": "pods"}}, TWO, None, "1"),
        ({"cni": {"mode": "prefixDelegation"}}, TWO, 98, None),
        ({"cni": {"mode": "prefixDelegation"}}, {**TWO, "cpus": {"min": 2}}, 110, None),
        ({**CUSTOM, "cni": {"mode": "prefixDelegation", "podSubnets": "pods"}}, TWO, 50, "1"),
        ({"cni": {"settings": {"MAX_ENI": 2}}}, {**TWO, "cpus": {"min": 2}}, 20, None),
        ({}, {**TWO, "maxPods": 8}, 8, None),
    ],
)
def test_max_pods_is_said_where_karpenter_cannot_know_it(
    patch: dict[str, Any], pool: dict[str, Any], max_pods: int | None, reserved: str | None
) -> None:
    items = objects(pooled(patch, batch=pool))
    assert named(items, "EC2NodeClass", "batch")["spec"].get("kubelet", {}).get("maxPods") == max_pods
    settings = named(items, "HelmRelease", "karpenter")["spec"]["values"]["settings"]
    assert settings.get("reservedENIs") == reserved


def test_pools_do_not_hold_up_services() -> None:
    configs = named(objects(pooled()), "Kustomization", "infrastructure-configs")["spec"]
    assert {each["kind"]: each["current"] for each in configs["healthCheckExprs"]} == {
        "EC2NodeClass": "has(metadata.uid)",
        "NodePool": "has(metadata.uid)",
    }


def test_definitions_come_first_are_upgraded_and_outlive_a_mistake() -> None:
    found = {release["metadata"]["name"]: release for release in of_kind(objects(pooled()), "HelmRelease")}
    assert found["karpenter"]["spec"]["dependsOn"] == [{"name": "karpenter-crd", "namespace": "kube-system"}]
    assert found["karpenter"]["spec"]["upgrade"]["crds"] == "Skip", "both charts have them"
    assert found["karpenter-crd"]["metadata"]["annotations"] == {"kustomize.toolkit.fluxcd.io/prune": "disabled"}


def test_every_value_is_one_of_the_chart(oracle: Callable[[str], Path]) -> None:
    for platform in GOLDEN.values():
        for release in of_kind(objects(platform), "HelmRelease"):
            chart = json.loads(oracle(f"charts/{release['metadata']['name']}.json").read_text())
            assert list(_unknown(release["spec"].get("values", {}), chart["values"], "")) == []
            source = release["spec"]["chart"]["spec"]["sourceRef"]["name"]
            if platform.registry.mirror is None:
                assert named(objects(platform), "HelmRepository", source)["spec"]["url"] == chart["repository"]


def test_what_it_needs_is_in_the_mirror_at_the_version_that_is_asked_for() -> None:
    platform = GOLDEN["karpenter-private"]
    mirror = platform.registry.mirror
    found = {copy.source: copy.target for copy in copies(platform)}
    for source in ("controller", "karpenter", "karpenter-crd"):
        assert (
            found[f"public.ecr.aws/karpenter/{source}:1.14.2"] == f"{mirror}/public.ecr.aws/karpenter/{source}:1.14.2"
        )
    items = objects(platform)
    values = named(items, "HelmRelease", "karpenter")["spec"]["values"]
    assert values["controller"]["image"] == {"repository": f"{mirror}/public.ecr.aws/karpenter/controller"}
    spec = named(items, "HelmRepository", "karpenter")["spec"]
    assert (spec["url"], spec["provider"]) == (f"oci://{mirror}/public.ecr.aws/karpenter", "aws")
    assert {release["spec"]["chart"]["spec"]["version"] for release in of_kind(items, "HelmRelease")} == {"1.14.2"}


def test_strict_network_policies_let_it_work() -> None:
    spec = named(objects(pooled()), "NetworkPolicy", "karpenter")["spec"]
    assert spec["podSelector"] == {"matchLabels": {"app.kubernetes.io/name": "karpenter"}}
    assert {port["port"] for rule in spec["egress"] for port in rule["ports"]} == {53, 443, 80}
    off = objects(pooled({"cni": {"networkPolicy": "off"}}))
    assert not [item for item in of_kind(off, "NetworkPolicy") if item["metadata"]["name"] == "karpenter"]


def _unknown(values: Any, chart: Any, place: str) -> Iterator[str]:
    if isinstance(values, dict) and isinstance(chart, dict) and chart:
        for key, value in values.items():
            if key in chart:
                yield from _unknown(value, chart[key], f"{place}.{key}")
            else:
                yield f"{place}.{key}"
