"""Node groups that EKS does not manage: what we do instead of it."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from generator.platform.load import InvalidPlatform
from generator.platform.types.ami import Ami
from generator.platform.types.platform import Platform
from generator.render import terraform
from generator.render.terraform.ami_families import family
from tests.platforms import base, patches
from tests.terraform_root import document
from tests.test_node_user_data import node_config, user_data
from tests.test_nodes import general, rendered

GROUP = "aws_autoscaling_group"


def unmanaged(**changes: Any) -> Platform:
    return general(managed=False, **changes)


IMAGES: dict[Ami, str] = {
    "AL2023_x86_64_STANDARD": "eks/optimized-ami/1.36/amazon-linux-2023/x86_64/standard/recommended/image_id",
    "AL2023_ARM_64_NVIDIA": "eks/optimized-ami/1.36/amazon-linux-2023/arm64/nvidia/recommended/image_id",
    "AL2023_x86_64_NEURON": "eks/optimized-ami/1.36/amazon-linux-2023/x86_64/neuron/recommended/image_id",
    "BOTTLEROCKET_ARM_64": "bottlerocket/aws-k8s-1.36/arm64/latest/image_id",
    "BOTTLEROCKET_x86_64_FIPS": "bottlerocket/aws-k8s-1.36-fips/x86_64/latest/image_id",
    "BOTTLEROCKET_x86_64_NVIDIA_FIPS": "bottlerocket/aws-k8s-1.36-nvidia-fips/x86_64/latest/image_id",
    "WINDOWS_CORE_2019_x86_64": "ami-windows-latest/Windows_Server-2019-English-Core-EKS_Optimized-1.36/image_id",
    "WINDOWS_FULL_2025_x86_64": "ami-windows-latest/Windows_Server-2025-English-Full-EKS_Optimized-1.36/image_id",
}


@pytest.mark.parametrize(("ami", "parameter"), IMAGES.items())
def test_images_are_found_by_public_parameters(ami: Ami, parameter: str) -> None:
    assert family(ami).image(ami, "1.36") == f"/aws/service/{parameter}"


def test_the_image_is_that_of_the_version() -> None:
    parameter = "/aws/service/eks/optimized-ami/{}/amazon-linux-2023/arm64/standard/recommended/image_id"
    for given, version in (({}, "1.36"), ({"version": "1.35"}, "1.35")):
        template = rendered(unmanaged(**given), "aws_launch_template")
        assert template["image_id"] == f"resolve:ssm:{parameter.format(version)}"
    own = "ami-0123456789abcdef0"
    assert rendered(unmanaged(imageId=own), "aws_launch_template")["image_id"] == own


def test_nodes_may_join() -> None:
    platform = unmanaged()
    root = document(terraform.files(platform))["resource"]
    template, group = root["aws_launch_template"]["general"], root[GROUP]["general"]
    assert "aws_eks_node_group" not in root
    assert template["iam_instance_profile"] == {"name": "${aws_iam_instance_profile.node-general.name}"}
    assert root["aws_iam_instance_profile"]["node-general"]["role"] == "${aws_iam_role.node-general.name}"
    entry = root["aws_eks_access_entry"]["node_general"]
    assert (entry["type"], entry["principal_arn"]) == ("EC2_LINUX", "${aws_iam_role.node-general.arn}")
    assert "aws_eks_access_entry.node_general" in group["depends_on"]
    own = "${aws_eks_cluster.this.vpc_config[0].cluster_security_group_id}"
    assert template["vpc_security_group_ids"] == [own]
    assert {"key": "kubernetes.io/cluster/demo", "value": "owned", "propagate_at_launch": True} in group["tag"]


def test_types_and_pools() -> None:
    one = document(terraform.files(unmanaged()))["resource"]
    assert one["aws_launch_template"]["general"]["instance_type"] == "m7g.xlarge"
    assert one[GROUP]["general"]["launch_template"]["id"] == "${aws_launch_template.general.id}"
    types = ["m7g.xlarge", "m6g.xlarge"]
    for capacity, bought in (("spot", 0), ("onDemand", 100)):
        root = document(terraform.files(unmanaged(capacity=capacity, instanceTypes=types)))["resource"]
        policy = root[GROUP]["general"]["mixed_instances_policy"]
        assert [item["instance_type"] for item in policy["launch_template"]["override"]] == types
        assert policy["instances_distribution"]["on_demand_percentage_above_base_capacity"] == bought
        assert "instance_type" not in root["aws_launch_template"]["general"]
        assert root[GROUP]["general"].get("capacity_rebalance", False) is (capacity == "spot")


@pytest.mark.parametrize(("update", "staying"), [("33%", 67), ("100%", 0), (1, 83), (6, 0), (9, 0)])
def test_an_update_leaves_nodes_alone(update: int | str, staying: int) -> None:
    refresh = rendered(unmanaged(update={"maxUnavailable": update}), GROUP)["instance_refresh"]
    assert refresh["preferences"]["min_healthy_percentage"] == staying


def test_nodeadm_is_told_all(tmp_path: Path) -> None:
    platform = base(patches()["nodes-self-managed"])
    spec = node_config(user_data(platform, "batch", tmp_path))["spec"]
    assert spec["cluster"]["cidr"] == "10.200.0.0/16"
    assert spec["kubelet"]["flags"] == ["--node-labels=example.com/team=42,workload=batch"]
    config = spec["kubelet"]["config"]
    assert config["maxPods"] == 58
    assert config["systemReserved"] == {"cpu": "100m", "memory": "300Mi", "ephemeral-storage": "1Gi"}
    assert config["imageGCHighThresholdPercent"] == 70
    assert (config["shutdownGracePeriod"], config["shutdownGracePeriodCriticalPods"]) == ("120s", "15s")
    one = node_config(user_data(platform, "one-type", tmp_path))["spec"]["kubelet"]["config"]
    assert one == {"maxPods": 40, "shutdownGracePeriod": "75s", "shutdownGracePeriodCriticalPods": "15s"}


def test_bottlerocket_is_told_all(tmp_path: Path) -> None:
    platform = base(patches()["nodes-self-managed-bottlerocket"])
    settings = tomllib.loads(user_data(platform, "batch", tmp_path))["settings"]["kubernetes"]
    expected = {
        "max-pods": 110,
        "eviction-hard": {"memory.available": "10%"},
        "image-gc-high-threshold-percent": "70",
        "cpu-manager-policy": "static",
        "shutdown-grace-period": "75s",
        "shutdown-grace-period-for-critical-pods": "30s",
        "cluster-dns-ip": "172.20.0.10",
        "node-taints": {"dedicated": ["batch:NoSchedule"]},
    }
    assert expected.items() <= settings.items()
    managed = tomllib.loads(user_data(platform, "general", tmp_path))["settings"]
    assert managed == {"kubernetes": {"pod-pids-limit": 2048, "kube-reserved": {"memory": "1Gi"}}}


def test_a_managed_kubelet_is_told_its_settings_alone(tmp_path: Path) -> None:
    config = node_config(user_data(general(kubelet={"registryBurst": 20}), "general", tmp_path))
    assert config["spec"] == {"kubelet": {"config": {"registryBurst": 20}}}


def test_windows_is_told_all(tmp_path: Path) -> None:
    platform = base({**patches()["nodes-windows"], "terraform": {"providerVersion": ">= 6.35"}})
    text = user_data(platform, "windows-unmanaged", tmp_path)
    assert text == (
        '<powershell>\n& "$env:ProgramFiles\\Amazon\\EKS\\Start-EKSBootstrap.ps1" -EKSClusterName "demo" '
        '-APIServerEndpoint "https://0123.gr7.eu-west-1.eks.amazonaws.com" -Base64ClusterCA "Q0E=" '
        '-DNSClusterIP "172.20.0.10" -ServiceCIDR "172.20.0.0/16" '
        '-KubeletExtraArgs "--max-pods=14 --node-labels=workload=desktop '
        '--register-with-taints=os=windows:NoSchedule" 3>&1 4>&1 5>&1 6>&1\n</powershell>\n'
    )
    root = document(terraform.files(platform))["resource"]
    assert root["aws_eks_access_entry"]["node_windows-unmanaged"]["type"] == "EC2_WINDOWS"
    assert "user_data" not in root["aws_launch_template"]["windows"]
    assert root["aws_eks_node_group"]["windows"]["node_role_arn"] == "${aws_iam_role.node-windows.arn}"
    attached = {body["policy_arn"].rpartition("/")[2] for body in root["aws_iam_role_policy_attachment"].values()}
    assert "AmazonEKSVPCResourceController" in attached


REFUSED: dict[str, dict[str, Any]] = {
    "repair": {"managed": False, "repair": True},
    "force": {"managed": False, "forceUpdate": True},
    "strategy": {"managed": False, "update": {"strategy": "minimal"}},
    "release": {"managed": False, "releaseVersion": "1.36.2-20261105"},
    "release of an own image": {"imageId": "ami-01234567", "releaseVersion": "1.36.2-20261105"},
    "version of an own image": {"imageId": "ami-01234567", "version": "1.35"},
    "limits of an old provider": {"repair": {"maxParallel": 1}},
    "two reservations": {"reservation": {"id": "cr-01234567", "preference": "open"}},
    "no reservation": {"reservation": {}},
    "spot reservation": {"reservation": {"preference": "open"}, "capacity": "spot"},
    "block of nothing": {"capacity": "capacityBlock"},
    "block of two types": {
        "capacity": "capacityBlock",
        "reservation": {"id": "cr-01234567"},
        "instanceTypes": ["p5.48xlarge", "p4d.24xlarge"],
    },
    "kubelet of Windows": {"ami": "WINDOWS_CORE_2022_x86_64", "kubelet": {"registryBurst": 20}},
    "repair of Windows": {"ami": "WINDOWS_CORE_2022_x86_64", "repair": True},
    "young Windows": {"ami": "WINDOWS_CORE_2025_x86_64"},
    "SSH to Bottlerocket": {
        "ami": "BOTTLEROCKET_ARM_64",
        "access": {"ssh": {"keyPair": "ops", "sourceSecurityGroups": ["sg-01234567"]}},
    },
}


@pytest.mark.parametrize("group", REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused(group: dict[str, Any]) -> None:
    with pytest.raises(InvalidPlatform) as found:
        general(**group)
    assert len(found.value.problems) == 1


def test_old_nodes_go_first_where_it_is_asked_for() -> None:
    group = {"general": {"update": {"strategy": "minimal", "maxUnavailable": 1}}}
    platform = base({"terraform": {"providerVersion": ">= 6.28"}, "nodes": {"groups": group}})
    config = rendered(platform, "aws_eks_node_group")["update_config"]
    assert config == {"max_unavailable": 1, "update_strategy": "MINIMAL"}


def test_limits_of_repair() -> None:
    limits = {"maxParallel": 2, "maxUnhealthy": "20%"}
    group = {"general": {"repair": limits}}
    platform = base({"terraform": {"providerVersion": ">= 6.25"}, "nodes": {"groups": group}})
    assert rendered(platform, "aws_eks_node_group")["node_repair_config"] == {
        "enabled": True,
        "max_parallel_nodes_repaired_count": 2,
        "max_unhealthy_node_threshold_percentage": 20,
    }


def test_capacity_blocks_name_their_type_in_the_template() -> None:
    root = document(terraform.files(base(patches()["nodes-reserved"])))["resource"]
    group, template = (root[kind]["block"] for kind in ("aws_eks_node_group", "aws_launch_template"))
    assert group["capacity_type"] == "CAPACITY_BLOCK"
    assert "instance_types" not in group
    assert template["instance_type"] == "p5.48xlarge"
    assert template["instance_market_options"] == {"market_type": "capacity-block"}
    target = {"capacity_reservation_id": "cr-0123456789abcdef0"}
    assert template["capacity_reservation_specification"] == {"capacity_reservation_target": target}
    assert template["placement"] == {"group_name": "training"}
    assert root["aws_autoscaling_group"]["block-unmanaged"]["launch_template"]
    assert root["aws_launch_template"]["dedicated"]["placement"] == {"tenancy": "dedicated"}


def test_people_connect_by_a_group_of_its_own() -> None:
    root = document(terraform.files(base(patches()["nodes-ssh"])))["resource"]
    assert "${aws_security_group.ssh-general.id}" in root["aws_launch_template"]["general"]["vpc_security_group_ids"]
    assert root["aws_launch_template"]["general"]["key_name"] == "operators"
    rules = {
        (body["referenced_security_group_id"], body["from_port"], body["to_port"])
        for name, body in root["aws_vpc_security_group_ingress_rule"].items()
        if name.startswith("ssh-")
    }
    assert rules == {
        ("sg-0123456789abcdef0", 22, 22),
        ("sg-0fedcba9876543210", 22, 22),
        ("sg-0123456789abcdef0", 3389, 3389),
    }
