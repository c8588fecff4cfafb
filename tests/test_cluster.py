"""The control plane: who may do what, who reaches it, and what later providers have."""

import json
import re
from typing import Any

import pytest
import yaml

from generator.platform.document.source import Source
from generator.platform.invalid.newer_provider import NEEDS, Need
from generator.platform.load import InvalidPlatform, load
from generator.platform.types.platform import Platform
from generator.render import terraform
from tests.platforms import ROOT, base, document, golden


def cluster(platform: Platform) -> dict[str, Any]:
    """The resources of cluster.tf.json, by kind."""
    return dict(json.loads(terraform.files(platform)["terraform/cluster.tf.json"])["resource"])


def entry(**spec: Any) -> Platform:
    principal = {"principal": "arn:aws:iam::111122223333:role/Team"}
    return base({"cluster": {"access": {"team": principal | spec}}})


def test_both_forms_of_an_entry_are_the_same_render() -> None:
    short, long = (
        entry(policy="Edit", namespaces=["shop"]),
        entry(policies={"Edit": {"namespaces": ["shop"]}}),
    )
    assert terraform.files(short) == terraform.files(long)


def test_every_policy_of_an_entry_is_an_association() -> None:
    found = cluster(golden()["access-entries"])["aws_eks_access_policy_association"]
    scopes = {
        name: (body["policy_arn"].rpartition("/")[2], body["access_scope"])
        for name, body in found.items()
        if name.startswith(("developers", "jobs", "auto"))
    }
    assert scopes == {
        "developers-View": ("AmazonEKSViewPolicy", {"type": "cluster"}),
        "developers-Edit": ("AmazonEKSEditPolicy", {"type": "namespace", "namespaces": ["shop", "shop-*"]}),
        "developers-SecretReader": ("AmazonEKSSecretReaderPolicy", {"type": "namespace", "namespaces": ["shop"]}),
        "jobs-AmazonEMRJobPolicy": ("AmazonEMRJobPolicy", {"type": "namespace", "namespaces": ["jobs"]}),
        "auto-nodes-AutoNode": ("AmazonEKSAutoNodePolicy", {"type": "cluster"}),
    }


def test_an_entry_without_a_policy_has_groups_alone() -> None:
    resources = cluster(golden()["access-entries"])
    body = resources["aws_eks_access_entry"]["on-call"]
    assert body["kubernetes_groups"] == ["oidc:on-call", "on-call"]
    assert body["user_name"] == "on-call:{{SessionName}}"
    assert "type" not in body
    assert not [name for name in resources["aws_eks_access_policy_association"] if name.startswith("on-call")]


def test_other_networks_reach_the_control_plane_and_not_the_nodes() -> None:
    platform = golden()["cluster-everything"]
    resources = cluster(platform)
    rules = resources["aws_vpc_security_group_ingress_rule"].values()
    assert {rule["security_group_id"] for rule in rules} == {"${aws_security_group.control-plane.id}"}
    assert {(rule["from_port"], rule["to_port"], rule["ip_protocol"]) for rule in rules} == {(443, 443, "tcp")}
    remote = platform.cluster.remote_networks
    assert remote is not None
    allowed = {*platform.cluster.endpoint.private_cidrs, *remote.nodes, *remote.pods}
    assert {rule["cidr_ipv4"] for rule in rules} == allowed
    assert resources["aws_eks_cluster"]["this"]["vpc_config"]["security_group_ids"] == [
        "${aws_security_group.control-plane.id}",
        "sg-01234567",
        "sg-0123456789abcdef0",
    ]
    assert b"control-plane.id" not in terraform.files(platform)["terraform/nodes.tf.json"]


def test_nobody_is_let_in_who_is_not_named() -> None:
    resources = cluster(base())
    assert "aws_security_group" not in resources
    assert "security_group_ids" not in resources["aws_eks_cluster"]["this"]["vpc_config"]


def test_the_role_of_hybrid_nodes_is_assumed_by_systems_manager_of_this_account_alone() -> None:
    resources = cluster(golden()["cluster-everything"])
    (trust,) = json.loads(resources["aws_iam_role"]["hybrid-nodes"]["assume_role_policy"])["Statement"]
    assert trust["Principal"] == {"Service": "ssm.amazonaws.com"}
    assert trust["Condition"] == {
        "StringEquals": {"aws:SourceAccount": "111122223333"},
        "ArnLike": {"aws:SourceArn": "arn:aws:ssm:eu-west-1:111122223333:*"},
    }
    assert resources["aws_eks_access_entry"]["hybrid_nodes"]["type"] == "HYBRID_LINUX"


def test_a_role_of_ones_own_for_hybrid_nodes_leaves_none_of_ours() -> None:
    resources = cluster(golden()["cluster-six"])
    assert "hybrid-nodes" not in resources["aws_iam_role"]
    assert "hybrid_nodes" not in resources["aws_eks_access_entry"]


def test_the_key_of_logs_is_for_this_log_group_alone() -> None:
    policy = json.loads(cluster(golden()["cluster-everything"])["aws_kms_key"]["cluster-logs"]["policy"])
    (writer,) = [statement for statement in policy["Statement"] if "Service" in statement["Principal"]]
    assert writer["Principal"] == {"Service": "logs.eu-west-1.amazonaws.com"}
    group = "arn:aws:logs:eu-west-1:111122223333:log-group:/aws/eks/demo/cluster"
    assert writer["Condition"] == {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": group}}
    chinese = cluster(base({"region": "cn-north-1", "cluster": {"logs": {"encryption": True}}}))
    assert "logs.cn-north-1.amazonaws.com.cn" in chinese["aws_kms_key"]["cluster-logs"]["policy"]


def test_what_later_providers_have_is_rendered_for_them() -> None:
    body = cluster(golden()["cluster-six"])["aws_eks_cluster"]["this"]
    assert body["control_plane_scaling_config"] == {"tier": "tier-8xl"}
    assert body["vpc_config"]["control_plane_egress_mode"] == "CUSTOMER_ROUTED"
    assert body["kube_api_server_config"] == {
        "event_ttl": "30m",
        "service_node_port_range": {"min_port": 20000, "max_port": 32767},
    }
    assert body["kube_scheduler_config"]["node_resources_fit"]["scoring_strategy"] == {
        "type": "MostAllocated",
        "resource": [
            {"name": "cpu", "weight": 1},
            {"name": "memory", "weight": 1},
            {"name": "nvidia.com/gpu", "weight": 5},
        ],
    }
    assert body["kube_controller_manager_config"] == {
        "horizontal_pod_autoscaler_controller_config": {"horizontal_pod_autoscaler_sync_period": "10s"}
    }
    assert body["deletion_protection"] is False


@pytest.mark.parametrize("page", ["access.md", "extra.md", "environments.md", "node-groups.md"])
def test_the_yaml_of_a_page_is_of_the_language(page: str) -> None:
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "docs" / page).read_text(), re.DOTALL)
    patches = [yaml.safe_load(block) for block in blocks]
    for patch in patches:
        patch.get("terraform", {}).pop("extra", None)  # its folder is not here
        assert load(Source("page.yaml", document(patch)))
    assert patches


NEEDED: dict[str, dict[str, Any]] = {
    "scaling_tier": {"cluster": {"scalingTier": "tier-8xl"}},
    "egress_mode": {"cluster": {"egressMode": "CUSTOMER_ROUTED"}},
    "api_server": {"cluster": {"apiServer": {"eventTtl": "30m"}}},
    "scheduler": {"cluster": {"scheduler": {}}},
    "controller_manager": {"cluster": {"controllerManager": {}}},
    "repair": {"nodes": {"groups": {"general": {"repair": {"maxParallel": 1}}}}},
    "strategy": {"nodes": {"groups": {"general": {"update": {"strategy": "minimal"}}}}},
    "target": {"iam": {"roles": {"web": {"target": "arn:aws:iam::444455556666:role/Reader"}}}},
    "ami": {"nodes": {"groups": {"general": {"ami": "BOTTLEROCKET_x86_64_NVIDIA_FIPS"}}}},
}


@pytest.mark.parametrize("need", NEEDS, ids=lambda need: f"{need.field} {need.since}")
def test_a_newer_provider_is_asked_for_where_it_is_needed(need: Need) -> None:
    patch = NEEDED[need.field]
    with pytest.raises(InvalidPlatform) as raised:
        base(patch)
    newest = max(other.since for other in NEEDS if other.field == need.field)
    (problem,) = raised.value.problems
    assert f'terraform.providerVersion ">= {newest[0]}.{newest[1]}"' in problem.message
    base({**patch, "terraform": {"providerVersion": f">= {newest[0]}.{newest[1]}, < 7.0"}})


def test_an_image_of_ones_own_needs_no_newer_provider() -> None:
    group = {
        "ami": "BOTTLEROCKET_x86_64_NVIDIA_FIPS",
        "imageId": "ami-0123456789abcdef0",
        "instanceTypes": ["g5.xlarge"],
    }
    base({"nodes": {"groups": {"general": group}}})


@pytest.mark.parametrize("tier", ["tier-xl", "standard"])
def test_a_smaller_tier_needs_only_its_own_release(tier: str) -> None:
    base({"cluster": {"scalingTier": tier}, "terraform": {"providerVersion": ">= 6.25"}})
