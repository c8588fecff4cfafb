"""What is done to a request on its way, by every controller that can: the same words, as each of them reads them."""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from generator.platform.document.merge import merge
from generator.platform.load import InvalidPlatform
from generator.platform.services.ingress_controllers import ABILITIES
from generator.platform.services.load_balancers import needs_controller
from generator.platform.types.ingress import IngressClass, Route
from generator.platform.types.platform import Platform
from generator.render.kubernetes.ingress import controllers
from tests.manifests import Object, named, objects, of_kind
from tests.platforms import base

CLASSES = """
balanced: {controller: alb, certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/1"]}
gate: {controller: gateway, certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/1"]}
inside: {controller: nginx, tls: {secret: inside-tls}}
edge: {controller: haproxy, tls: {secret: edge-tls}}
appliance:
  {controller: f5, partition: a, url: "https://bigip.example.com", credentials: login, tls: {profile: /Common/a}}
legacy: {controller: ingressNginx, acknowledgeUnmaintained: true, tls: {secret: legacy-tls}}
"""


def routed(class_: str, change: dict[str, Any] | None = None, **options: Any) -> Platform:
    services = {"web": {"namespace": "shop", "image": "public.ecr.aws/x/y:1", "ports": {"http": 8080}}}
    hosts = {"a.example.com": {"/api": "web:http", "/api/v2": "web:http"}}
    classes = yaml.safe_load(CLASSES)
    ingress = {"classes": classes, "routes": {"shop": {"class": class_, "hosts": hosts, **options}}}
    return base(merge({"services": services, "ingress": ingress}, change or {}))


def shop(platform: Platform) -> Object:
    (found,) = (item for item in of_kind(objects(platform), "Ingress") if item["metadata"]["namespace"] == "shop")
    return found


def annotations(platform: Platform) -> dict[str, str]:
    return dict(shop(platform)["metadata"].get("annotations", {}))


def test_every_controller_of_the_language_is_rendered() -> None:
    assert set(ABILITIES) == set(controllers())
    fields = {field for each in ABILITIES.values() for field in each.fields}
    assert {field.partition(".")[0] for field in fields} == set(IngressClass.__struct_fields__)
    options = {option.partition(".")[0] for each in ABILITIES.values() for option in each.options}
    assert options == set(Route.__struct_fields__) - {"class_", "hosts"}


INGRESSES = [name for name in yaml.safe_load(CLASSES) if name != "gate"]


def test_a_gateway_has_it_too() -> None:
    items = of_kind(objects(routed("gate", rewrite="/v1")), "HTTPRoute")
    (route,) = (item for item in items if item["metadata"]["namespace"] == "shop")
    assert [rule["matches"][0]["path"]["value"] for rule in route["spec"]["rules"]] == ["/api/v2", "/api"]
    for rule in route["spec"]["rules"]:
        (change,) = rule["filters"]
        assert change["urlRewrite"]["path"] == {"type": "ReplacePrefixMatch", "replacePrefixMatch": "/v1"}


@pytest.mark.parametrize("class_", INGRESSES)
def test_a_route_is_moved_by_one_word(class_: str) -> None:
    ingress = shop(routed(class_))
    assert ingress["spec"]["ingressClassName"] == class_
    paths = [path["path"] for rule in ingress["spec"]["rules"] for path in rule["http"]["paths"]]
    assert paths == ["/api/v2", "/api"], "the longer first"


def by_transform(item: Object, path: str) -> str:
    (transform,) = json.loads(item["metadata"]["annotations"]["alb.ingress.kubernetes.io/transforms.web"])
    (rule,) = transform["urlRewriteConfig"]["rewrites"]
    return re.sub(rule["regex"], rule["replace"].replace("$", "\\"), path)


def by_haproxy(item: Object, path: str) -> str:
    pattern, replacement = item["metadata"]["annotations"]["haproxy.org/path-rewrite"].split(" ")
    return re.sub(pattern, replacement, path)


def by_location(prefix: str) -> Callable[[Object, str], str]:
    def rewritten(item: Object, path: str) -> str:
        target = item["metadata"]["annotations"][f"{prefix}/rewrite-target"].replace("$", "\\")
        for location in (each["path"] for rule in item["spec"]["rules"] for each in rule["http"]["paths"]):
            if found := re.match(location, path):
                return str(found.expand(target))
        return path

    return rewritten


REWRITING = {
    "balanced": by_transform,
    "edge": by_haproxy,
    "inside": by_location("nginx.org"),
    "legacy": by_location("nginx.ingress.kubernetes.io"),
}


@pytest.mark.parametrize(("path", "seen"), [("/api", "/v1/"), ("/api/x/y", "/v1/x/y"), ("/api/v2/x", "/v1/x")])
@pytest.mark.parametrize("class_", REWRITING)
def test_what_a_service_sees_of_a_rewritten_path(class_: str, path: str, seen: str) -> None:
    assert REWRITING[class_](shop(routed(class_, rewrite="/v1")), path) == seen


@pytest.mark.parametrize("class_", ["inside", "legacy"])
def test_a_prefix_is_whole_segments(class_: str) -> None:
    assert REWRITING[class_](shop(routed(class_, rewrite="/v1")), "/apis") == "/apis"


def test_a_big_ip_has_a_pair_for_each_path() -> None:
    pairs = annotations(routed("appliance", rewrite="/v1"))["virtual-server.f5.com/rewrite-target-url"]
    assert set(pairs.split(",")) == {f"a.example.com{path}=a.example.com/v1" for path in ("/api", "/api/v2")}


OPTIONS: dict[str, tuple[Any, dict[str, dict[str, str]]]] = {
    "timeoutSeconds": (
        90,
        {
            "inside": {"nginx.org/proxy-read-timeout": "90s", "nginx.org/proxy-send-timeout": "90s"},
            "edge": {"haproxy.org/timeout-server": "90s", "haproxy.org/standalone-backend": "true"},
            "legacy": {"nginx.ingress.kubernetes.io/proxy-read-timeout": "90"},
        },
    ),
    "bodySize": (
        "8m",
        {
            "inside": {"nginx.org/client-max-body-size": "8m"},
            "legacy": {"nginx.ingress.kubernetes.io/proxy-body-size": "8m"},
        },
    ),
    "sourceRanges": (
        ["10.2.0.0/16", "10.1.0.0/16"],
        {
            "inside": {"nginx.org/policies": "shop.web"},
            "edge": {"haproxy.org/allow-list": "10.1.0.0/16, 10.2.0.0/16"},
            "appliance": {"virtual-server.f5.com/allow-source-range": "10.1.0.0/16,10.2.0.0/16"},
            "legacy": {"nginx.ingress.kubernetes.io/whitelist-source-range": "10.1.0.0/16,10.2.0.0/16"},
        },
    ),
    "auth": (
        {"basic": "people"},
        {
            "inside": {"nginx.org/basic-auth-secret": "people"},
            "edge": {"haproxy.org/auth-type": "basic-auth", "haproxy.org/auth-secret": "people"},
            "legacy": {"nginx.ingress.kubernetes.io/auth-secret": "people"},
        },
    ),
}


@pytest.mark.parametrize("class_", yaml.safe_load(CLASSES))
@pytest.mark.parametrize("option", OPTIONS)
def test_an_option_is_read_or_refused(option: str, class_: str) -> None:
    value, known = OPTIONS[option]
    if class_ in known:
        assert known[class_].items() <= annotations(routed(class_, **{option: value})).items()
        assert not known[class_].keys() & annotations(routed(class_)).keys()
    else:
        with pytest.raises(InvalidPlatform) as raised:
            routed(class_, **{option: value})
        (problem,) = raised.value.problems
        assert f"has no {option}" in problem.message


def test_networks_that_nginx_lets_in_are_an_object() -> None:
    (policy,) = of_kind(objects(routed("inside", sourceRanges=["10.1.0.0/16"])), "Policy")
    assert (policy["metadata"]["name"], policy["metadata"]["namespace"]) == ("shop.web", "shop")
    assert policy["spec"] == {"ingressClassName": "inside", "accessControl": {"allow": ["10.1.0.0/16"]}}


@pytest.mark.parametrize(("controller", "needed"), [("alb", True), ("nginx", True), ("f5", False)])
def test_the_controller_of_load_balancers_is_there_where_one_is_in_front(controller: str, needed: bool) -> None:
    f5 = {"partition": "a", "url": "https://bigip.example.com", "credentials": "login"} if controller == "f5" else {}
    platform = base({"ingress": {"classes": {"a": {"controller": controller, **f5}}}})
    assert needs_controller(platform) == needed
    names = {item["metadata"]["name"] for item in of_kind(objects(platform), "HelmRelease")}
    assert ("aws-load-balancer-controller" in names) == needed


AUTO_MODE = {
    "nodes": {"autoMode": {"builtInPools": ["general-purpose", "system"]}, "groups": None},
    "cluster": {"subnets": "private"},
    "subnets": {"control": None},
}


@pytest.mark.parametrize("class_", ["inside", "edge", "legacy"])
def test_a_proxy_has_as_many_pods_as_its_cpu_asks_for(class_: str) -> None:
    change = {"ingress": {"classes": {class_: {"replicas": {"min": 3, "max": 9, "cpu": 60}}}}}
    values = named(objects(routed(class_, change)), "HelmRelease", class_)["spec"]["values"]["controller"]
    scaling = values["autoscaling"]
    assert (scaling["enabled"], scaling["minReplicas"], scaling["maxReplicas"]) == (True, 3, 9)
    assert (scaling["targetCPUUtilizationPercentage"], values["replicaCount"]) == (60, 3)
    assert not scaling.get("targetMemoryUtilizationPercentage")


def test_auto_mode_makes_the_load_balancer_of_a_proxy_itself() -> None:
    items = objects(base({**AUTO_MODE, "ingress": {"classes": {"inside": {"controller": "nginx"}}}}))
    (release,) = of_kind(items, "HelmRelease")
    assert "dependsOn" not in release["spec"]
    assert release["spec"]["values"]["controller"]["service"]["loadBalancerClass"] == "eks.amazonaws.com/nlb"
