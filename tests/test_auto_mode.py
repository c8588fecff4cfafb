"""EKS Auto Mode: its switches, its roles, what is not rendered beside it, and what its nodes take."""

import json
from typing import Any

import pytest
import yaml

from generator.platform.capacity import demands
from generator.platform.fleets import fleets, own_fleets
from generator.platform.nodes.auto_mode import families
from generator.platform.nodes.max_pods import max_pods
from generator.platform.types.platform import Platform
from generator.render import render, terraform
from tests.platforms import base, patches
from tests.terraform_root import document


def automatic(**more: Any) -> Platform:
    """A platform of Amazon's own pools alone."""
    pools = {"builtInPools": ["general-purpose"]}
    patch = {"subnets": {"control": None}, "cluster": {"subnets": "private"}}
    return base({**patch, "nodes": {"groups": None, "autoMode": pools}, **more})


def resources(platform: Platform) -> dict[str, Any]:
    found: dict[str, Any] = document(terraform.files(platform))["resource"]
    return found


def manifest(platform: Platform, path: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(render(platform)[f"kubernetes/{path}.yaml"])
    return found


@pytest.mark.parametrize(
    ("mode", "on"), [({"builtInPools": ["system"]}, True), ({"enabled": False, "builtInPools": ["system"]}, False)]
)
def test_all_three_are_on_or_off(mode: dict[str, Any], on: bool) -> None:
    cluster = resources(base({"nodes": {"autoMode": mode}}))["aws_eks_cluster"]["this"]
    assert cluster["compute_config"]["enabled"] is on
    assert cluster["storage_config"] == {"block_storage": {"enabled": on}}
    assert cluster["kubernetes_network_config"]["elastic_load_balancing"] == {"enabled": on}
    assert ("node_role_arn" in cluster["compute_config"]) is on


def test_a_cluster_without_auto_mode_does_not_speak_of_it() -> None:
    cluster = resources(base())["aws_eks_cluster"]["this"]
    assert not {"compute_config", "storage_config"} & cluster.keys()
    assert "elastic_load_balancing" not in cluster["kubernetes_network_config"]


def policies(platform: Platform, role: str) -> set[str]:
    attached = resources(platform)["aws_iam_role_policy_attachment"].values()
    return {
        each["policy_arn"].rpartition("/")[2] for each in attached if each["role"] == f"${{aws_iam_role.{role}.name}}"
    }


def test_roles_have_what_aws_says() -> None:
    """https://docs.aws.amazon.com/eks/latest/userguide/auto-learn-iam.html"""
    platform = automatic()
    assert policies(platform, "cluster") == {
        "AmazonEKSClusterPolicy",
        "AmazonEKSComputePolicy",
        "AmazonEKSBlockStoragePolicy",
        "AmazonEKSLoadBalancingPolicy",
        "AmazonEKSNetworkingPolicy",
    }
    assert policies(platform, "auto-node") == {"AmazonEKSWorkerNodeMinimalPolicy", "AmazonEC2ContainerRegistryPullOnly"}
    trust = json.loads(resources(platform)["aws_iam_role"]["cluster"]["assume_role_policy"])
    assert trust["Statement"][0]["Action"] == ["sts:AssumeRole", "sts:TagSession"]
    plain = json.loads(resources(base())["aws_iam_role"]["cluster"]["assume_role_policy"])
    assert plain["Statement"][0]["Action"] == ["sts:AssumeRole"]


def test_own_tags_need_more_rights() -> None:
    def actions(platform: Platform) -> set[str]:
        text = resources(platform)["aws_iam_role_policy"]["cluster"]["policy"]
        return {action for statement in json.loads(text)["Statement"] for action in statement["Action"]}

    assert "ec2:RunInstances" not in actions(automatic())
    assert {"ec2:RunInstances", "ec2:CreateVolume", "kms:Encrypt"} <= actions(automatic(tags={"owner": "me"}))
    pool = {"subnets": "private", "tags": {"team": "data"}}
    assert "ec2:RunInstances" in actions(base({"nodes": {"autoMode": {"pools": {"batch": pool}}}}))


def test_what_is_built_in_is_not_rendered() -> None:
    platform = base(patches()["auto-mode"])
    found = resources(platform)
    assert found["aws_eks_addon"].keys() == {"metrics-server"}
    assert not {"vpc-cni", "load-balancer-controller", "node", "aws-ebs-csi-driver"} & found["aws_iam_role"].keys()
    assert not any("aws-load-balancer-controller" in path for path in render(platform))


def test_beside_node_groups_all_addons_are_there() -> None:
    platform = base(patches()["auto-mode-mixed"])
    assert resources(platform)["aws_eks_addon"].keys() == {
        "vpc-cni",
        "kube-proxy",
        "coredns",
        "eks-pod-identity-agent",
        "aws-ebs-csi-driver",
    }
    assert [fleet.name for fleet in own_fleets(platform)] == ["general"]
    default = manifest(platform, "infrastructure/configs/auto-mode/auto-ebs/storage-class")["metadata"]["annotations"]
    assert default == {"storageclass.kubernetes.io/is-default-class": "false"}
    assert "kubernetes/infrastructure/configs/auto-mode/kube-system/config-map.yaml" not in render(platform)


def test_dns_is_reached_at_its_service() -> None:
    """No pod answers for it: https://github.com/aws/containers-roadmap/issues/2552"""
    policy = manifest(automatic(services=SERVICE), "infrastructure/configs/namespaces/shop/network-policy-allow-dns")
    assert {"ipBlock": {"cidr": "172.20.0.10/32"}} in policy["spec"]["egress"][0]["to"]
    plain = manifest(base({"services": SERVICE}), "infrastructure/configs/namespaces/shop/network-policy-allow-dns")
    assert len(plain["spec"]["egress"][0]["to"]) == 1


SERVICE = {"web": {"namespace": "shop", "image": "public.ecr.aws/nginx/nginx:1.29", "ports": {"http": 8080}}}


def test_load_balancers_are_made_by_auto_mode() -> None:
    platform = base(patches()["auto-mode"])
    folder = "infrastructure/configs/ingress-classes/public"
    assert manifest(platform, f"{folder}/ingress-class")["spec"] == {
        "controller": "eks.amazonaws.com/alb",
        "parameters": {"apiGroup": "eks.amazonaws.com", "kind": "IngressClassParams", "name": "public"},
    }
    parameters = manifest(platform, f"{folder}/ingress-class-params")
    assert parameters["apiVersion"] == "eks.amazonaws.com/v1"
    assert parameters["spec"]["certificateARNs"]
    said = manifest(platform, "apps/web/ingress")["metadata"]["annotations"]
    wanted = {"ssl-redirect", "ssl-policy", "wafv2-acl-arn", "target-type", "group.order"}
    assert {f"alb.ingress.kubernetes.io/{key}" for key in wanted} <= said.keys()
    labels = manifest(platform, "infrastructure/configs/namespaces/shop/namespace")["metadata"]["labels"]
    assert labels["eks.amazonaws.com/pod-readiness-gate-inject"] == "enabled"


# ------------------------------------------------------------------ arithmetic


@pytest.mark.parametrize(
    ("service", "type_", "nodes"),
    [
        ({}, "m5.large", 1),
        ({"replicas": 60}, "m5.large", 4),  # 29 pods on a node, of which two are on the host's network
        ({"replicas": 2, "resources": {"cpu": "3", "memory": "4Gi"}}, "m5.xlarge", 2),
        ({"replicas": 1, "resources": {"cpu": "200", "memory": "4Gi"}}, "m5.24xlarge", 3),
    ],
)
def test_amazons_pools_have_the_nodes_that_services_need(service: dict[str, Any], type_: str, nodes: int) -> None:
    platform = automatic(services={"web": SERVICE["web"] | service})
    (fleet,) = fleets(platform)
    assert (fleet.instance_types, fleet.max) == ((type_,), nodes)


def test_their_nodes_lie_in_the_control_planes_subnets() -> None:
    platform = automatic(services=SERVICE, cni={"podSubnets": "public", "mode": "secondaryIp"})
    (fleet,) = fleets(platform)
    assert (fleet.subnets, fleet.zones, max_pods(platform, fleet)) == ("private", ("a", "b", "c"), 29)
    (demand,) = (each for each in demands(platform, "full") if each.subnet.name == "private-a")
    assert demand.nodes == 1
    assert demand.pods > 27
    assert demand.prefixes == 0  # it falls back to single addresses
    assert not any(each.pods for each in demands(platform) if each.subnet.tier == "public")


# ------------------------------------------------------------------ our own pools


def test_nodes_of_our_pools_may_join() -> None:
    platform = base(patches()["auto-mode-pools"])
    found = resources(platform)
    assert found["aws_iam_role"]["auto-pools"]["name"] == "demo-auto-pools"
    entry = found["aws_eks_access_entry"]["auto_pools"]
    assert (entry["principal_arn"], entry["type"]) == ("${aws_iam_role.auto-pools.arn}", "EC2")
    policy = found["aws_eks_access_policy_association"]["auto_pools"]["policy_arn"]
    assert policy == "arn:aws:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy"
    class_ = manifest(platform, "infrastructure/configs/auto-mode-pools/batch/node-class")["spec"]
    assert class_["role"] == "demo-auto-pools"


def test_a_class_finds_its_subnets_by_tags_that_they_have() -> None:
    platform = base(patches()["auto-mode-pools"])
    class_ = manifest(platform, "infrastructure/configs/auto-mode-pools/batch/node-class")["spec"]
    subnets = resources(platform)["aws_subnet"]
    for key, tier in (("subnetSelectorTerms", "private"), ("podSubnetSelectorTerms", "pods")):
        (term,) = class_[key]
        tagged = {name for name, body in subnets.items() if term["tags"].items() <= body["tags"].items()}
        assert tagged == {f"{tier}-{zone}" for zone in "abc"}


@pytest.mark.parametrize(
    ("cni", "groups"),
    [
        ({}, None),
        ({"podSubnets": "private"}, ["cluster"]),
        ({"podSubnets": "private", "podSecurityGroups": ["sg-0123456789abcdef0"]}, ["cluster", "sg-0123456789abcdef0"]),
        (
            {"podSubnets": "private", "podSecurityGroups": ["sg-0123456789abcdef0"], "clusterSecurityGroup": False},
            ["sg-0123456789abcdef0"],
        ),
    ],
)
def test_pods_have_the_groups_of_their_subnets(cni: dict[str, Any], groups: list[str] | None) -> None:
    platform = base({"cni": cni, "nodes": {"autoMode": {"pools": {"batch": {"subnets": "private"}}}}})
    spec = manifest(platform, "infrastructure/configs/auto-mode-pools/batch/node-class")["spec"]
    tag = resources(platform)["aws_ec2_tag"]["karpenter-security-group"]
    clusters = {"tags": {tag["key"]: tag["value"]}}
    assert spec["securityGroupSelectorTerms"] == [clusters]
    terms = None if groups is None else [clusters if each == "cluster" else {"id": each} for each in groups]
    assert spec.get("podSecurityGroupSelectorTerms") == terms


def test_a_pool_asks_by_the_labels_of_auto_mode() -> None:
    platform = base(patches()["auto-mode-pools"])
    spec = manifest(platform, "infrastructure/configs/auto-mode-pools/batch/node-pool")["spec"]["template"]["spec"]
    assert spec["nodeClassRef"] == {"group": "eks.amazonaws.com", "kind": "NodeClass", "name": "batch"}
    keys = {each["key"] for each in spec["requirements"]}
    assert {"eks.amazonaws.com/instance-category", "eks.amazonaws.com/instance-cpu", "kubernetes.io/arch"} <= keys
    assert not {key for key in keys if key.startswith("karpenter.k8s.aws/") or key == "kubernetes.io/os"}


def test_our_pools_are_bounded_by_their_limits() -> None:
    platform = base(patches()["auto-mode-pools"])
    found = {fleet.name: fleet for fleet in fleets(platform)}
    assert found["general-purpose"].subnets == "private"
    assert (found["steady"].min, found["steady"].max) == (2, 2)
    assert found["batch"].bounded
    assert found["batch"].max * 2 <= 200  # no type has fewer than two CPUs
    assert max_pods(platform, found["steady"]) == 20  # of m7g.large, whose first interface is the node's own
    assert {type_.partition(".")[0] for type_ in found["batch"].choices} <= families()
    taken = {each.subnet.name: each for each in demands(platform, "full")}
    assert taken["pods-a"].pods > 0
    assert taken["private-a"].pods < taken["pods-a"].pods
