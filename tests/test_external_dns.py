"""Records for the hosts of routes: who may write them, and what they are told."""

import json
from typing import Any

from generator.platform.types.platform import Platform
from generator.render import render
from tests.manifests import named, objects, of_kind
from tests.platforms import base, golden

ZONES = {"example.com": "Z0123456789ABCDEFGHIJ", "example.net": "Z1123456789ABCDEFGHIJ"}


def policy(platform: Platform) -> list[dict[str, Any]]:
    roles = json.loads(render(platform)["terraform/iam.tf.json"])["resource"]["aws_iam_role_policy"]
    statements: list[dict[str, Any]] = json.loads(roles["external-dns"]["policy"])["Statement"]
    return statements


def test_it_writes_to_the_zones_that_are_named_and_to_no_other() -> None:
    statements = policy(base({"ingress": {"dns": {"zones": ZONES}}}))
    (write,) = (each for each in statements if "route53:ChangeResourceRecordSets" in each["Action"])
    assert write["Resource"] == [f"arn:aws:route53:::hostedzone/{zone}" for zone in sorted(ZONES.values())]
    for other in statements:
        assert other is write or all(action.startswith("route53:List") for action in other["Action"])


def test_the_role_is_that_of_the_service_account() -> None:
    platform = base({"ingress": {"dns": {"zones": ZONES}}})
    values = named(objects(platform), "HelmRelease", "external-dns")["spec"]["values"]
    document = json.loads(render(platform)["terraform/iam.tf.json"])["resource"]
    association = document["aws_eks_pod_identity_association"]["external-dns"]
    assert (association["namespace"], association["service_account"]) == (
        "kube-system",
        values["serviceAccount"]["name"],
    )


def test_what_it_is_told() -> None:
    values = named(objects(golden()["ingress-gateway"]), "HelmRelease", "external-dns")["spec"]["values"]
    assert values["sources"] == ["ingress", "gateway-httproute", "service"]
    assert values["extraArgs"]["service-type-filter"] == ["LoadBalancer"]
    assert (values["policy"], values["txtOwnerId"]) == ("upsert-only", "demo")
    assert values["domainFilters"] == ["example.com", "shop.example.com"]


def test_a_service_asks_by_an_annotation_for_the_names_of_its_load_balancer() -> None:
    service = named(objects(golden()["ingress-gateway"]), "Service", "mqtt")
    assert service["metadata"]["annotations"]["external-dns.alpha.kubernetes.io/hostname"] == "mqtt.example.com"
    assert service["spec"]["type"] == "LoadBalancer"


F5 = {"controller": "f5", "partition": "a", "url": "https://a.example.com", "credentials": "a", "address": "10.0.9.9"}


def test_what_is_not_there_is_not_asked_for_hosts() -> None:
    for patch, kind in (({}, None), ({"classes": {"a": {**F5, "customResources": True}}}, "f5-virtualserver")):
        values = named(objects(base({"ingress": {"dns": {"zones": ZONES}, **patch}})), "HelmRelease", "external-dns")
        assert values["spec"]["values"]["sources"] == ["ingress", *([kind] if kind else [])]
        assert "service-type-filter" not in values["spec"]["values"]["extraArgs"]


def test_without_zones_there_is_none() -> None:
    assert of_kind(objects(base({})), "HelmRelease") == []
    assert "external-dns" not in render(base({}))["terraform/iam.tf.json"].decode()
