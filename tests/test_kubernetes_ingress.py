"""Ways in: from a host to a container."""

import json
import re

import pytest

from generator.platform.types.platform import Platform
from tests.manifests import (
    PLATFORMS,
    every_platform,
    named,
    objects,
    of_kind,
    platform,
)


@every_platform
def test_names_are_unique(anything: Platform) -> None:
    ids = [(o["kind"], o["metadata"].get("namespace"), o["metadata"]["name"]) for o in objects(anything)]
    assert len(ids) == len(set(ids))


def test_names_of_ingresses_do_not_collide() -> None:
    service = {"namespace": "one", "image": "public.ecr.aws/x/y:1", "ports": {"http": 80}}
    hosts = {"x.example.com": {"/": "b-c:http"}}, {"y.example.com": {"/": "c:http"}}
    patch = {
        "services": {"b-c": service, "c": service},
        "ingress": {
            "classes": {"public": {"controller": "alb"}},
            "routes": {"a": {"class": "public", "hosts": hosts[0]}, "a-b": {"class": "public", "hosts": hosts[1]}},
        },
    }
    names = [item["metadata"]["name"] for item in of_kind(objects(platform(patch)), "Ingress")]
    assert len(set(names)) == 2


@pytest.mark.parametrize(
    ("name", "path", "port", "codes"),
    [("office.api", "/ready", "8081", "200-399"), ("shop.store", None, "traffic-port", "200-499")],
)
def test_the_load_balancer_asks_what_the_kubelet_asks(name: str, path: str | None, port: str, codes: str) -> None:
    annotations = named(objects(PLATFORMS["wide"]), "Ingress", name)["metadata"]["annotations"]
    assert annotations.get("alb.ingress.kubernetes.io/healthcheck-path") == path
    assert annotations["alb.ingress.kubernetes.io/healthcheck-port"] == port
    assert annotations["alb.ingress.kubernetes.io/success-codes"] == codes


def test_https_is_what_a_class_with_certificates_speaks() -> None:
    items = objects(PLATFORMS["wide"])
    for class_, ports in (("public", [{"HTTP": 80}, {"HTTPS": 443}]), ("inside", [{"HTTP": 80}])):
        spec = named(items, "IngressClassParams", class_)["spec"]
        assert (spec.get("sslRedirectPort"), "sslPolicy" in spec) == (
            ("443", True) if len(ports) == 2 else (None, False)
        )
        found = {
            item["metadata"]["annotations"]["alb.ingress.kubernetes.io/listen-ports"]
            for item in of_kind(items, "Ingress")
            if item["spec"]["ingressClassName"] == class_
        }
        assert [json.loads(value) for value in found] == [ports]


def test_a_class_is_for_the_namespaces_of_its_routes() -> None:
    items = objects(PLATFORMS["wide"])
    key = "kubernetes.io/metadata.name"
    expected = {
        "public": {"key": key, "operator": "In", "values": ["back", "front"]},
        "inside": {"key": key, "operator": "In", "values": ["front"]},
        "unused": {"key": key, "operator": "DoesNotExist"},
    }
    for name, who in expected.items():
        assert named(items, "IngressClassParams", name)["spec"]["namespaceSelector"] == {"matchExpressions": [who]}


def test_a_long_group_name_is_cut_to_what_the_controller_takes() -> None:
    classes = {f"{'c' * 60}{letter}": {"controller": "alb"} for letter in "ab"}
    items = objects(platform({"name": "n" * 39, "ingress": {"classes": classes}}))
    groups = [item["spec"]["group"]["name"] for item in of_kind(items, "IngressClassParams")]
    assert len(set(groups)) == 2
    assert all(re.fullmatch(r"[a-z0-9][-a-z0-9.]{0,61}[a-z0-9]", name) for name in groups)
