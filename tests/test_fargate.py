"""Fargate: which pods a profile takes, the sizes they get, the addresses they take, and what an edit does."""

import json
import re
from decimal import Decimal
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.platform.capacity import demands, moments, profile_pods
from generator.platform.nodes.fargate import GIB, OVERHEAD, SIZES, pod_size, profile_name, services_by_profile, taking
from generator.platform.services.quantities import MIB
from generator.platform.types.platform import Platform
from generator.render import render, terraform
from tests.collectors.classic import parse
from tests.platforms import base, patches
from tests.terraform_root import document

AWS_LOGGING = "configs/aws-observability/aws-observability/config-map.yaml"


def with_profiles(profiles: dict[str, Any], **more: Any) -> Platform:
    every = {name: {"subnets": "private", **profile} for name, profile in profiles.items()}
    return base({"nodes": {**more, "fargate": {"profiles": every}}})


# ------------------------------------------------------------------ sizes


@pytest.mark.parametrize(
    ("cpu", "memory", "size"),
    [
        (0, 0, (250, "0.5")),
        (250, 256, (250, "0.5")),
        (250, 257, (250, "1")),
        (250, 1793, (500, "3")),
        (1000, 8192, (2000, "9")),  # the example of the user guide
        (4000, 30 * 1024, (8000, "32")),
        (16000, 120 * 1024 - 256, (16000, "120")),
    ],
)
def test_requests_are_rounded_up(cpu: int, memory: int, size: tuple[int, str]) -> None:
    assert pod_size(Decimal(cpu), Decimal(memory * MIB)) == (size[0], Decimal(size[1]))


def test_nothing_is_larger_than_the_largest() -> None:
    assert pod_size(Decimal(16001), Decimal(0)) is None
    assert pod_size(Decimal(0), Decimal((120 * 1024 - 255) * MIB)) is None


@given(st.integers(0, 16000), st.integers(0, 119 * 1024))
def test_a_size_is_enough_and_no_smaller_one_is(cpu: int, memory: int) -> None:
    size = pod_size(Decimal(cpu), Decimal(memory * MIB))
    assert size is not None
    needed = (memory + OVERHEAD) * MIB
    assert size.cpu >= cpu
    assert size.memory * GIB >= needed
    assert not [one for one in SIZES if one < size and one.cpu >= cpu and one.memory * GIB >= needed]


# ------------------------------------------------------------------ selectors


@pytest.mark.parametrize(
    ("pattern", "namespace", "taken"),
    [
        ("shop", "shop", True),
        ("shop", "shop-a", False),
        ("shop*", "shop", True),
        ("*-prod", "shop-prod", True),
        ("shop?", "shop", False),
        ("shop?", "shop1", True),
        ("s?o*", "shop-prod", True),
    ],
)
def test_wildcards(pattern: str, namespace: str, taken: bool) -> None:
    platform = with_profiles({"jobs": {"namespaces": [pattern]}})
    assert list(taking(platform, namespace, {})) == (["jobs"] if taken else [])


def test_every_label_must_be_there() -> None:
    platform = with_profiles({"jobs": {"namespaces": ["jobs"], "labels": {"app": "a*", "example.com/*": "yes"}}})
    assert not list(taking(platform, "jobs", {"app": "abc"}))
    assert not list(taking(platform, "jobs", {"app": "b", "example.com/x": "yes"}))
    assert list(taking(platform, "jobs", {"app": "abc", "example.com/x": "yes", "other": "z"}))


def test_of_several_profiles_the_first_by_its_whole_name_takes_a_pod() -> None:
    platform = with_profiles({"b": {"namespaces": ["jobs"]}, "a": {"namespaces": ["jobs"]}})
    assert list(taking(platform, "jobs", {})) == ["a", "b"]


# ------------------------------------------------------------------ Terraform


def profile_bodies(platform: Platform) -> dict[str, Any]:
    bodies: dict[str, Any] = document(terraform.files(platform))["resource"]["aws_eks_fargate_profile"]
    return bodies


def test_profiles_are_made_one_after_the_other() -> None:
    bodies = profile_bodies(base(patches()["fargate-only"]))
    before = {
        name: [item for item in body["depends_on"] if item.startswith("aws_eks_fargate_profile.")]
        for name, body in bodies.items()
    }
    first, second = "aws_eks_fargate_profile.batch", "aws_eks_fargate_profile.shop"
    assert before == {"batch": [], "shop": [first], "system": [second]}


@pytest.mark.parametrize(
    "change",
    [{"namespaces": ["other"]}, {"labels": {"a": "b"}}, {"zones": ["a"]}, {"subnets": "control"}],
)
def test_what_replaces_a_profile_is_in_its_name(change: dict[str, Any]) -> None:
    def name(profile: dict[str, Any]) -> str:
        platform = with_profiles({"jobs": profile})
        fargate = platform.nodes.fargate
        assert fargate is not None
        return profile_name(platform, "jobs", fargate.profiles["jobs"])

    plain = {"namespaces": ["jobs", "more"]}
    assert name(plain) != name(plain | change)
    assert name(plain) == name({"namespaces": ["more", "jobs"]})


def test_without_nodes_there_is_nothing_for_nodes() -> None:
    root = document(terraform.files(base(patches()["fargate-only"])))["resource"]
    assert root["aws_eks_addon"].keys() == {"coredns", "metrics-server"}
    values = json.loads(root["aws_eks_addon"]["coredns"]["configuration_values"])
    assert (values["computeType"], values["replicaCount"]) == ("Fargate", 2)
    assert not {"autoScaling", "topologySpreadConstraints"} & values.keys()
    assert not {"node", "fluent-bit", "vpc-cni"} & root["aws_iam_role"].keys()
    mixed = document(terraform.files(base(patches()["fargate-mixed"])))["resource"]
    assert "computeType" not in mixed["aws_eks_addon"]["coredns"]["configuration_values"]
    assert {"node", "fluent-bit", "vpc-cni", "fargate"} <= mixed["aws_iam_role"].keys()


def test_core_dns_follows_the_profile_that_takes_it() -> None:
    platform = with_profiles({"dns": {"namespaces": ["kube-system"], "labels": {"k8s-app": "kube-dns"}}})
    root = document(terraform.files(platform))["resource"]
    values = json.loads(root["aws_eks_addon"]["coredns"]["configuration_values"])
    assert (values["computeType"], values["replicaCount"]) == ("Fargate", 2)
    assert not {"autoScaling", "topologySpreadConstraints"} & values.keys()


# ------------------------------------------------------------------ Kubernetes


def manifest(platform: Platform, path: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(render(platform)[f"kubernetes/infrastructure/{path}"])
    return found


def test_the_log_router_is_told_what_it_accepts() -> None:
    """The rules by which Fargate validates it: https://docs.aws.amazon.com/eks/latest/userguide/fargate-logging.html"""
    data = manifest(base(patches()["fargate-only"]), AWS_LOGGING)["data"]
    assert sum(map(len, data.values())) < 5300
    sections = {key: {line for line in text.splitlines() if line.startswith("[")} for key, text in data.items()}
    assert sections["filters.conf"] == {"[FILTER]"}
    assert sections["output.conf"] == {"[OUTPUT]"}
    assert sections["parsers.conf"] == {"[PARSER]"}
    assert not any("${" in text for text in data.values())


def test_the_log_router_leaves_out_what_collectors_leave_out() -> None:
    exclude = {"load": {"namespace": "shop", "pod": "load-*"}, "health": {"matching": "GET /healthz"}}
    data = manifest(base(patches()["fargate-only"] | {"logging": {"exclude": exclude}}), AWS_LOGGING)["data"]
    names = [section.get("name") for section in parse(data["filters.conf"])]
    assert names == ["parser", "grep", "grep", "kubernetes"]
    load, health = (section for section in parse(data["filters.conf"]) if section.get("name") == "grep")
    log = f"kube.var.log.containers.load-1_shop_main-{'0123456789abcdef' * 4}.log"
    assert re.search(load.get("match_regex") or "", log)
    assert (health.get("match"), health.get("exclude")) == ("kube.*", "log GET /healthz")
    assert sum(map(len, data.values())) < 5300


def test_the_log_router_may_write_to_the_group_that_it_is_told() -> None:
    platform = base(patches()["fargate-only"])
    output = manifest(platform, AWS_LOGGING)["data"]["output.conf"]
    policy = document(terraform.files(platform))["resource"]["aws_iam_role_policy"]["fargate"]["policy"]
    group = next(line.split()[1] for line in output.splitlines() if "log_group_name" in line)
    assert f"log-group:{group}" in policy
    assert "CreateLogGroup" not in policy
    assert "auto_create_group   false" in output


def test_daemon_sets_stay_away_from_the_nodes_of_fargate() -> None:
    pod = manifest(base(patches()["fargate-mixed"]), "controllers/fluent-bit/daemon-set.yaml")["spec"]["template"][
        "spec"
    ]
    (term,) = pod["affinity"]["nodeAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"]["nodeSelectorTerms"]
    assert term["matchExpressions"] == [
        {"key": "eks.amazonaws.com/compute-type", "operator": "NotIn", "values": ["fargate"]}
    ]


def test_flux_is_told_of_no_folder_that_is_not_there() -> None:
    files = render(base(patches()["fargate-only"]))
    for path, content in files.items():
        if path.startswith("kubernetes/cluster/") and not path.endswith("kustomization.yaml"):
            spec = yaml.safe_load(content)["spec"]
            folder = spec["path"].partition("/kubernetes/")[2]
            assert f"kubernetes/{folder}/kustomization.yaml" in files
            for before in spec.get("dependsOn", ()):
                assert f"kubernetes/cluster/{before['name']}.yaml" in files


# ------------------------------------------------------------------ addresses


def test_each_pod_takes_an_address() -> None:
    platform = base(patches()["fargate-only"])
    assert {name: len(each) for name, each in services_by_profile(platform).items()} == {"shop": 2}
    assert [profile_pods(platform, "shop", moment) for moment in moments(platform)] == [4, 8, 11, 8]
    assert profile_pods(platform, "system", "full") == 2 + 5 + 2
    assert profile_pods(platform, "batch", "full") == 0
    found = {moment: {d.subnet.name: d.fargate for d in demands(platform, moment)} for moment in ("full", "zoneLost")}
    assert {found["full"][f"private-{zone}"] for zone in "abc"} == {3 + 3}
    assert {found["zoneLost"][f"private-{zone}"] for zone in "abc"} == {4 + 5}
    assert found["full"]["public-a"] == 0


def test_pods_on_fargate_take_no_room_on_nodes() -> None:
    platform = base(patches()["fargate-mixed"])
    (demand,) = (each for each in demands(platform, "today") if each.subnet.name == "private-a")
    assert (demand.nodes, demand.fargate) == (1, 1)
    assert demand.assigned == 1  # of two pods of web on three nodes
