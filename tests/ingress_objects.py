"""What leads from a host to a probe, looked up among the rendered objects alone."""

import re
from typing import Any

from generator.platform.types.platform import Platform
from tests.manifests import Object, named, of_kind

NAMESPACE = "ingress"


def releases(items: list[Object]) -> dict[str, Object]:
    """The releases of classes, by the name of the class that their values make."""
    found = (item for item in of_kind(items, "HelmRelease") if item["metadata"]["namespace"] == NAMESPACE)
    return {class_name(item): item for item in found}


def class_name(release: Object) -> str:
    values = release["spec"]["values"]
    made = values.get("ingressClass") or values["controller"]["ingressClass"]
    if isinstance(made, dict):
        return str(made.get("name") or made["ingressClassName"])
    assert values["controller"]["ingressClassResource"]["name"] == made
    return str(made)


def chart(release: Object) -> str:
    return str(release["spec"]["chart"]["spec"]["chart"])


def policy(items: list[Object], namespace: str, labels: dict[str, str]) -> Object:
    """The one policy that selects pods by these labels and is not all the namespace's."""
    (found,) = (
        item
        for item in of_kind(items, "NetworkPolicy")
        if item["metadata"]["namespace"] == namespace
        and item["spec"]["podSelector"]
        and item["spec"]["podSelector"]["matchLabels"].items() <= labels.items()
    )
    return found


def open_to(rules: list[Object], side: str, peer: Any, port: int) -> bool:
    return any(peer in rule[side] and {"port": port, "protocol": "TCP"} in rule["ports"] for rule in rules)


def pods(namespace: str, labels: dict[str, str]) -> Object:
    return {
        "namespaceSelector": {"matchLabels": {"kubernetes.io/metadata.name": namespace}},
        "podSelector": {"matchLabels": labels},
    }


def plain(path: str) -> str:
    """The prefix that a path is, or that the regular expression of a rewritten one begins with."""
    return re.sub(r"\\(.)", r"\1", path.removesuffix("(/|$)(.*)")) or "/"


def has_probe(items: list[Object], service: Object, port: Object) -> None:
    """A port of a Service leads to one of its pods' container, whose probe asks one that there is."""
    template = named(items, "Deployment", service["metadata"]["name"])["spec"]["template"]
    assert service["spec"]["selector"].items() <= template["metadata"]["labels"].items()
    (container,) = template["spec"]["containers"]
    ports = {each["name"]: each["containerPort"] for each in container["ports"]}
    assert ports[port["targetPort"]] == port["port"]
    probe = container.get("readinessProbe", {})
    for ask in (probe[kind] for kind in ("httpGet", "tcpSocket") if kind in probe):
        assert ask["port"] in ports


def sends_to_nodes(platform: Platform, class_: str) -> bool:
    found = platform.ingress.classes[class_]
    return "instance" in {found.targets, "instance" if found.pool_members == "nodePort" else ""}


def behind_virtual_servers(items: list[Object]) -> set[tuple[str, str, str, str]]:
    """What VirtualServers lead to: those of a class are one by hostGroup, which wants one address and one partition."""
    seen, groups = set(), set()
    for server in of_kind(items, "VirtualServer"):
        spec, namespace = server["spec"], server["metadata"]["namespace"]
        assert server["metadata"]["labels"]["f5cr"] == "true"
        groups.add((spec["hostGroup"], spec["virtualServerAddress"], spec["partition"]))
        release = releases(items)[spec["hostGroup"]]["spec"]["values"]
        assert release["args"]["custom_resource_mode"] is True
        assert namespace in release["args"]["namespaces"]
        profile = named(items, "TLSProfile", spec["tlsProfileName"])
        assert spec["host"] in profile["spec"]["hosts"]
        assert profile["metadata"]["namespace"] == namespace
        for pool in spec["pools"]:
            service = named(items, "Service", pool["service"])
            (port,) = (each for each in service["spec"]["ports"] if each["port"] == pool["servicePort"])
            assert (release["args"]["pool_member_type"] == "nodeport") == ("nodePort" in port)
            has_probe(items, service, port)
            assert reached(items, spec["hostGroup"], service, port["port"])
            seen.add((spec["hostGroup"], spec["host"], pool["path"], f"{pool['service']}:{port['name']}"))
    assert len(groups) == len({group for group, _, _ in groups})
    return seen


def behind_gateways(items: list[Object]) -> set[tuple[str, str, str, str]]:
    """What HTTPRoutes lead to; each link of theirs is looked up on the way."""
    seen = set()
    for route in of_kind(items, "HTTPRoute"):
        for parent in route["spec"]["parentRefs"]:
            gateway = named(items, "Gateway", parent["name"])
            assert gateway["metadata"]["namespace"] == parent["namespace"]
            assert named(items, "GatewayClass", gateway["spec"]["gatewayClassName"])
            assert named(items, "LoadBalancerConfiguration", gateway["spec"]["infrastructure"]["parametersRef"]["name"])
            (listener,) = (each for each in gateway["spec"]["listeners"] if each["name"] == parent["sectionName"])
            assert lets_in(listener, gateway, route["metadata"]["namespace"])
        for rule in route["spec"]["rules"]:
            for backend in rule.get("backendRefs", ()):
                service = named(items, "Service", backend["name"])
                assert service["metadata"]["namespace"] == route["metadata"]["namespace"]
                (port,) = (port for port in service["spec"]["ports"] if port["port"] == backend["port"])
                targets = named(items, "TargetGroupConfiguration", backend["name"])
                assert targets["spec"]["targetReference"]["name"] == backend["name"]
                nodes = targets["spec"]["defaultConfiguration"]["targetType"] == "instance"
                assert service["spec"]["type"] == ("NodePort" if nodes else "ClusterIP")
                has_probe(items, service, port)
                logs_in(items, rule, route, parent["sectionName"])
                assert reached(items, parent["name"], service, port["port"])
                (match,) = rule["matches"]
                (host,) = route["spec"]["hostnames"]
                seen.add((parent["name"], host, match["path"]["value"], f"{backend['name']}:{port['name']}"))
    return seen


def logs_in(items: list[Object], rule: Object, route: Object, section: str) -> None:
    """What a rule does first is beside its route, and the listener is one of HTTPS."""
    for each in (each["extensionRef"] for each in rule.get("filters", ()) if each["type"] == "ExtensionRef"):
        found = named(items, each["kind"], each["name"])
        assert found["metadata"]["namespace"] == route["metadata"]["namespace"]
        assert [action["type"].split("-")[0] for action in found["spec"]["actions"]] == ["authenticate"]
        assert section == "https"


def lets_in(listener: Object, gateway: Object, namespace: str) -> bool:
    allowed = listener["allowedRoutes"]["namespaces"]
    if allowed["from"] == "Same":
        return bool(gateway["metadata"]["namespace"] == namespace)
    (expression,) = allowed["selector"]["matchExpressions"]
    return namespace in expression["values"]


def reached(items: list[Object], class_: str, service: Object, port: int) -> bool:
    """Whether policies let the controller's requests out of its pods, if it is a proxy, and into the service's."""
    namespace, labels = service["metadata"]["namespace"], service["spec"]["selector"]
    into = policy(items, namespace, labels)["spec"]["ingress"]
    release = releases(items).get(class_)
    if release is None or chart(release) == "f5-bigip-ctlr":
        return any("ipBlock" in peer for rule in into for peer in rule["from"])
    own = {"app.kubernetes.io/name": chart(release), "app.kubernetes.io/instance": release["metadata"]["name"]}
    out = policy(items, NAMESPACE, own)["spec"]["egress"]
    return open_to(into, "from", pods(NAMESPACE, own), port) and open_to(out, "to", pods(namespace, labels), port)
