"""Strict enforcement of network policies: whatever we install has a policy that lets it work."""

import re
from datetime import date
from typing import Any

import pytest

from generator.platform.document.source import Source
from generator.platform.load import load
from generator.platform.types.platform import Platform
from generator.render import flux, kubernetes
from lint.engine import lint
from tests.manifests import Object, objects, of_kind
from tests.platforms import ROOT, base, document, golden

STRICT = golden()["cni-strict-policy"]
# What the add-ons' own manifests label their pods with.
ADDONS = {
    "coredns": {"k8s-app": "kube-dns", "eks.amazonaws.com/component": "coredns"},
    "metrics-server": {"app.kubernetes.io/name": "metrics-server"},
    "ebs-csi-controller": {"app": "ebs-csi-controller", "app.kubernetes.io/name": "aws-ebs-csi-driver"},
    "ebs-csi-node": {"app": "ebs-csi-node", "app.kubernetes.io/name": "aws-ebs-csi-driver"},
    "efs-csi-controller": {"app": "efs-csi-controller", "app.kubernetes.io/name": "aws-efs-csi-driver"},
    "snapshot-controller": {"app.kubernetes.io/name": "snapshot-controller"},
    "aws-load-balancer-controller": {"app.kubernetes.io/name": "aws-load-balancer-controller"},
}


def policies(platform: Platform, namespace: str) -> list[Object]:
    found = of_kind(objects(platform), "NetworkPolicy")
    return [policy for policy in found if policy["metadata"]["namespace"] == namespace]


def selecting(platform: Platform, namespace: str, labels: dict[str, str]) -> list[Object]:
    def selects(policy: Object) -> bool:
        wanted = policy["spec"]["podSelector"].get("matchLabels", {})
        return bool(wanted.items() <= labels.items())

    return [policy for policy in policies(platform, namespace) if selects(policy)]


def open_ports(rules: list[dict[str, Any]]) -> set[tuple[str, int]]:
    return {(port["protocol"], port["port"]) for rule in rules for port in rule.get("ports", ())}


@pytest.mark.parametrize("name", ADDONS)
def test_every_pod_of_kube_system_has_one_policy(name: str) -> None:
    (policy,) = selecting(STRICT, "kube-system", ADDONS[name])
    egress = open_ports(policy["spec"]["egress"])
    assert {("UDP", 53), ("TCP", 53), ("TCP", 443)} <= egress


def test_an_addon_with_a_namespace_of_its_own_has_its_policy_there() -> None:
    (policy,) = selecting(STRICT, "kube-state-metrics", {"app.kubernetes.io/name": "kube-state-metrics"})
    assert open_ports(policy["spec"]["ingress"]) == {("TCP", 8080), ("TCP", 8081)}


def test_every_release_has_a_policy() -> None:
    releases = of_kind(objects(STRICT), "HelmRelease")
    assert releases
    for release in releases:
        metadata = release["metadata"]
        assert selecting(STRICT, metadata["namespace"], {"app.kubernetes.io/name": metadata["name"]})


def test_every_pod_that_we_render_has_a_policy_for_both_ways() -> None:
    found = objects(STRICT)
    workloads = [item for item in found if "template" in item.get("spec", {})]
    assert {item["kind"] for item in workloads} == {"DaemonSet", "Deployment"}
    for item in workloads:
        labels = item["spec"]["template"]["metadata"]["labels"]
        ways = {
            way
            for each in selecting(STRICT, item["metadata"]["namespace"], labels)
            for way in each["spec"]["policyTypes"]
        }
        assert ways == {"Ingress", "Egress"}


def test_dns_is_answered_for_everybody() -> None:
    (policy,) = selecting(STRICT, "kube-system", ADDONS["coredns"])
    (ingress,) = policy["spec"]["ingress"]
    assert ingress["from"] == [{"ipBlock": {"cidr": "0.0.0.0/0", "except": ["169.254.169.254/32"]}}]
    assert {("UDP", 53), ("TCP", 53)} <= open_ports([ingress])


def test_policies_of_the_cluster_need_no_other_kustomization() -> None:
    """They come first, and wait for nothing: in strict mode no controller is healthy without its own."""
    paths = [path for path, text in kubernetes.files(STRICT).items() if b"namespace: kube-system" in text]
    assert paths
    assert all(path.startswith("kubernetes/infrastructure/controllers/") for path in paths)
    first = flux.files(STRICT)["kubernetes/cluster/infrastructure-controllers.yaml"].decode()
    assert "dependsOn" not in first


def test_the_page_shows_how_a_running_cluster_is_made_strict() -> None:
    page = (ROOT / "docs" / "network-policies.md").read_text()
    (line,) = re.findall(r"networkPolicy: strict  # .*", page)
    source = Source("platform.yaml", f"{document()}cni:\n  {line}\n")
    assert lint(source, load(source), date(2026, 11, 23)).findings == ()


@pytest.mark.parametrize("mode", ["standard", "strict"])
def test_a_cluster_has_them_before_it_is_made_strict(mode: str) -> None:
    names = {policy["metadata"]["name"] for policy in policies(base({"cni": {"networkPolicy": mode}}), "kube-system")}
    assert names == {"coredns"}


def test_nothing_is_rendered_that_nobody_enforces() -> None:
    assert policies(base({"cni": {"networkPolicy": "off"}}), "kube-system") == []
