"""Certificates that are issued: from a class to its proxy, and what may be written to show that a host is ours."""

import json
from typing import Any

import pytest

from generator.platform.types.platform import Platform
from generator.render import render
from tests.manifests import named, objects, of_kind
from tests.platforms import base, golden

ZONES = {"example.com": "Z0123456789ABCDEFGHIJ"}
SERVICE = {"namespace": "shop", "image": "public.ecr.aws/x/y:1", "ports": {"http": 8080}}


def issued(controller: str) -> Platform:
    acknowledged = {"acknowledgeUnmaintained": True} if controller == "ingressNginx" else {}
    ingress = {
        "issuers": {"acme": {"email": "platform@example.com", "zones": ZONES}},
        "classes": {"inside": {"controller": controller, "tls": {"issuer": "acme"}, **acknowledged}},
        "routes": {
            "a": {
                "class": "inside",
                "hosts": {"a.example.com": {"/": "web:http"}, "*.b.example.com": {"/": "web:http"}},
            }
        },
    }
    return base({"services": {"web": SERVICE}, "ingress": ingress})


def secret_of(controller: str, values: dict[str, Any]) -> str:
    if controller == "nginx":
        return str(values["controller"]["wildcardTLS"]["secret"])
    if controller == "haproxy":
        given = values["controller"]["defaultTLSSecret"]
        return f"{given['secretNamespace']}/{given['secret']}"
    return str(values["controller"]["extraArgs"]["default-ssl-certificate"])


@pytest.mark.parametrize("controller", ["nginx", "haproxy", "ingressNginx"])
def test_the_proxy_has_the_certificate_that_is_issued_for_its_hosts(controller: str) -> None:
    items = objects(issued(controller))
    (certificate,) = of_kind(items, "Certificate")
    place = f"{certificate['metadata']['namespace']}/{certificate['spec']['secretName']}"
    assert secret_of(controller, named(items, "HelmRelease", "inside")["spec"]["values"]) == place
    assert certificate["spec"]["dnsNames"] == ["*.b.example.com", "a.example.com"]
    issuer = named(items, "ClusterIssuer", certificate["spec"]["issuerRef"]["name"])
    (solver,) = issuer["spec"]["acme"]["solvers"]
    assert solver["selector"]["dnsZones"] == ["example.com"]
    assert solver["dns01"]["route53"]["hostedZoneID"] == ZONES["example.com"]


def test_it_writes_to_the_zones_of_its_issuers_and_to_no_other() -> None:
    iam = json.loads(render(issued("nginx"))["terraform/iam.tf.json"])["resource"]
    statements = json.loads(iam["aws_iam_role_policy"]["cert-manager"]["policy"])["Statement"]
    (write,) = (each for each in statements if "route53:ChangeResourceRecordSets" in each["Action"])
    assert write["Resource"] == ["arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ"]
    association = iam["aws_eks_pod_identity_association"]["cert-manager"]
    values = named(objects(issued("nginx")), "HelmRelease", "cert-manager")["spec"]["values"]
    assert (association["namespace"], association["service_account"]) == (
        "cert-manager",
        values["serviceAccount"]["name"],
    )


def test_issuers_wait_for_their_definitions() -> None:
    files = render(golden()["ingress-haproxy"])
    (issuer,) = (path for path, text in files.items() if b"\nkind: ClusterIssuer\n" in text)
    assert issuer.startswith("kubernetes/infrastructure/configs/")


def test_without_issuers_there_is_none() -> None:
    assert "cert-manager" not in render(base({}))["terraform/iam.tf.json"].decode()
    assert of_kind(objects(base({})), "HelmRelease") == []
