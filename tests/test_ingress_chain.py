"""From a host to a probe, by every controller: each link is looked up among the rendered objects alone."""

from ipaddress import ip_network

import pytest

from generator.platform.types.platform import Platform
from tests.ingress_objects import (
    NAMESPACE,
    behind_gateways,
    behind_virtual_servers,
    chart,
    has_probe,
    plain,
    policy,
    reached,
    releases,
    sends_to_nodes,
)
from tests.manifests import Object, named, objects, of_kind
from tests.platforms import golden

ROUTED = {name: platform for name, platform in golden().items() if platform.ingress.routes}
routed = pytest.mark.parametrize("platform", ROUTED.values(), ids=ROUTED)
PROXY_PORTS = {
    "nginx-ingress": {"http": 80, "https": 443},
    "ingress-nginx": {"http": 80, "https": 443},
    "kubernetes-ingress": {"http": 8080, "https": 8443},
}
"""Ports of the pods, by the charts' own defaults."""


@routed
def test_every_route_leads_to_a_port_with_a_probe(platform: Platform) -> None:
    items, seen = objects(platform), set()
    known = {item["metadata"]["name"] for item in of_kind(items, "IngressClass")} | releases(items).keys()
    for ingress in of_kind(items, "Ingress"):
        class_ = ingress["spec"]["ingressClassName"]
        assert class_ in known
        for rule in ingress["spec"]["rules"]:
            for path in rule.get("http", {"paths": []})["paths"]:
                backend = path["backend"]["service"]
                service = named(items, "Service", backend["name"])
                assert service["metadata"]["namespace"] == ingress["metadata"]["namespace"]
                (port,) = (port for port in service["spec"]["ports"] if port["name"] == backend["port"]["name"])
                has_probe(items, service, port)
                assert reached(items, class_, service, port["port"])
                assert service["spec"]["type"] == "NodePort" or not sends_to_nodes(platform, class_)
                seen.add((class_, rule["host"], plain(path["path"]), f"{backend['name']}:{port['name']}"))
    assert seen | behind_gateways(items) | behind_virtual_servers(items) == {
        (route.class_, host, path, backend)
        for route in platform.ingress.routes.values()
        for host, paths in route.hosts.items()
        for path, backend in paths.items()
    }


def fronts(release: Object) -> dict[int, int]:
    """The ports of the load balancer in front of a proxy, each with the port of the pods that it sends to."""
    service, own = release["spec"]["values"]["controller"]["service"], PROXY_PORTS[chart(release)]
    assert (service["type"], service["loadBalancerClass"]) == ("LoadBalancer", "service.k8s.aws/nlb")
    if chart(release) == "nginx-ingress":
        on = {port: service[f"{port}Port"] for port in own if service[f"{port}Port"]["enable"]}
        return {own_port(port): each.get("targetPort", own[port]) for port, each in on.items()}
    if chart(release) == "kubernetes-ingress":
        enabled = {port for port, on in service["enablePorts"].items() if on}
    else:
        enabled = {port for port in own if service[f"enable{port.capitalize()}"]}
    assert enabled <= own.keys()
    return {own_port(port): own[service.get("targetPorts", {}).get(port, port)] for port in enabled}


def own_port(name: str) -> int:
    return {"http": 80, "https": 443}[name]


@routed
def test_http_leads_to_https_and_nowhere_else(platform: Platform) -> None:
    items = objects(platform)
    for gateway in of_kind(items, "Gateway"):
        name, listeners = gateway["metadata"]["name"], {each["name"] for each in gateway["spec"]["listeners"]}
        behind = [
            route
            for route in of_kind(items, "HTTPRoute")
            if {"name": name, "namespace": NAMESPACE, "sectionName": "http"} in route["spec"]["parentRefs"]
        ]
        if listeners == {"http", "https"}:
            (redirect,) = behind
            (rule,) = redirect["spec"]["rules"]
            assert rule["filters"][0]["requestRedirect"] == {"scheme": "https", "port": 443, "statusCode": 301}
        else:
            assert all("backendRefs" in rule for route in behind for rule in route["spec"]["rules"])


@routed
def test_a_load_balancer_leads_to_every_proxy(platform: Platform) -> None:
    items = objects(platform)
    for name, release in releases(items).items():
        if chart(release) == "f5-bigip-ctlr":
            continue
        class_, ports = platform.ingress.classes[name], fronts(release)
        assert set(ports) == ({443} if class_.certificates else {80, 443} if class_.tls else {80})
        labels = {"app.kubernetes.io/name": chart(release), "app.kubernetes.io/instance": name}
        (rule,) = policy(items, NAMESPACE, labels)["spec"]["ingress"]
        assert {port["port"] for port in rule["ports"]} == set(ports.values())
        annotations = release["spec"]["values"]["controller"]["service"]["annotations"]
        assert annotations["service.beta.kubernetes.io/aws-load-balancer-scheme"] == class_.scheme
        assert annotations["service.beta.kubernetes.io/aws-load-balancer-nlb-target-type"] == "ip"


TOLD = {
    "nginx-ingress": ("set-real-ip-from", {"proxy-protocol": "True", "real-ip-header": "proxy_protocol"}),
    "ingress-nginx": ("proxy-real-ip-cidr", {"use-proxy-protocol": "true"}),
    "kubernetes-ingress": ("proxy-protocol", {}),
}


@routed
def test_the_proxy_protocol_is_spoken_on_both_sides_or_on_none(platform: Platform) -> None:
    """Else every connection fails, or callers can say that they are somebody else."""
    items = objects(platform)
    for name, release in releases(items).items():
        if chart(release) not in TOLD:
            continue
        controller = release["spec"]["values"]["controller"]
        config = controller["config"].get("entries", controller["config"])
        annotations = {
            key.removeprefix("service.beta.kubernetes.io/aws-load-balancer-"): value
            for key, value in controller["service"]["annotations"].items()
        }
        key, words = TOLD[chart(release)]
        spoken = annotations.get("proxy-protocol") == "*"
        assert spoken == (platform.ingress.classes[name].client_address != "preserved") == (key in config)
        assert ("preserve_client_ip.enabled=false" in annotations["target-group-attributes"]) == spoken
        if spoken:
            assert words.items() <= config.items()
            labels = {"app.kubernetes.io/name": chart(release), "app.kubernetes.io/instance": name}
            (rule,) = policy(items, NAMESPACE, labels)["spec"]["ingress"]
            trusted = {str(ip_network(cidr.strip())) for cidr in config[key].split(",")}
            assert trusted == {peer["ipBlock"]["cidr"] for peer in rule["from"]}


@routed
def test_every_host_of_nginx_has_one_master(platform: Platform) -> None:
    kinds: dict[str, list[tuple[str, str]]] = {"master": [], "minion": []}
    for ingress in of_kind(objects(platform), "Ingress"):
        kind = ingress["metadata"].get("annotations", {}).get("nginx.org/mergeable-ingress-type")
        if kind is not None:
            (rule,) = ingress["spec"]["rules"]
            assert ("http" in rule) == (kind == "minion")
            assert kind == "master" or "tls" not in ingress["spec"]
            kinds[kind].append((ingress["spec"]["ingressClassName"], rule["host"]))
    assert len(kinds["master"]) == len(set(kinds["master"]))
    assert set(kinds["master"]) == set(kinds["minion"])


@routed
def test_at_most_one_class_is_the_default(platform: Platform) -> None:
    items = objects(platform)
    found = [
        item["metadata"]["name"]
        for item in of_kind(items, "IngressClass")
        if item["metadata"].get("annotations", {}).get("ingressclass.kubernetes.io/is-default-class") == "true"
    ]
    for name, release in releases(items).items():
        controller = release["spec"]["values"].get("controller", {})
        made = [controller.get(key) for key in ("ingressClass", "ingressClassResource")]
        if any(each.get("setAsDefaultIngress") or each.get("default") for each in made if isinstance(each, dict)):
            found.append(name)
    assert found == [name for name, class_ in sorted(platform.ingress.classes.items()) if class_.default]
