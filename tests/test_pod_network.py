"""From the rendered network policies alone: who reaches whom is what platform.yaml says, in every golden platform."""

from collections.abc import Iterator
from ipaddress import IPv4Address, IPv6Address, ip_network

import pytest

from generator.platform.fleets import fleets
from generator.platform.network.addresses import subnets, tier_subnets
from generator.platform.network.placement import internal_candidates, public_tiers
from generator.platform.services.containers import pod_ports
from generator.platform.services.rbac import has_token
from generator.platform.types.connections import Destination
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from tests.manifests import PLATFORMS, WIDE, objects, of_kind, platform
from tests.platforms import golden
from tests.pod_network import End, Network, Pod, pod, pod_of

GOLDEN = {**golden(), **PLATFORMS}
KINDS = ("Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job")
WORLD = IPv4Address("8.8.8.8")
METADATA = IPv4Address("169.254.169.254")
every_golden = pytest.mark.parametrize("name", GOLDEN)


def pods(platform: Platform) -> dict[str, Pod]:
    """The pods of each service, from the objects."""
    items = [item for kind in KINDS for item in of_kind(objects(platform), kind)]
    return {item["metadata"]["name"]: pod_of(item) for item in items if item["metadata"]["name"] in platform.services}


def inside(cidr: str) -> IPv4Address | IPv6Address:
    return ip_network(cidr, strict=False)[-1]


def calls(service: Service, callee: str, port: str) -> bool:
    target = service.connects_to.get(callee)
    return target == port or (isinstance(target, tuple) and port in target)


@every_golden
def test_services_reach_each_other_exactly_as_they_say(name: str) -> None:
    platform = GOLDEN[name]
    network, known = Network(objects(platform)), pods(platform)
    assert known.keys() == {each for each, service in platform.services.items() if service.image}
    for caller, start in known.items():
        for callee, end in known.items():
            for port, spec in pod_ports(platform.services[callee]).items():
                reached = network.reaches(start, end, spec.port, spec.protocol)
                assert reached == calls(platform.services[caller], callee, port), (caller, callee, port)


def outside(platform: Platform) -> Iterator[tuple[End, str]]:
    """Ends that are no service: addresses of every subnet and every network that is named, and foreign pods."""
    yield WORLD, "world"
    yield pod("foreign"), "pods of foreign"
    for subnet in subnets(platform):
        yield subnet.cidr[10], f"subnet {subnet.name}"
    for service in platform.services.values():
        for peers in (*service.connects_to.values(), *service.allow_from.values()):
            if isinstance(peers, str | tuple):
                continue
            if peers.cidr:
                yield inside(peers.cidr), peers.cidr
            else:
                yield pod(str(peers.namespace), **peers.pods), f"pods of {peers.namespace}"
                yield pod(str(peers.namespace), other="pods"), f"other pods of {peers.namespace}"
        balancer = service.expose.load_balancer
        for cidr in (*service.expose.source_ranges, *(balancer.source_ranges if balancer else ())):
            yield inside(cidr), cidr


def within(end: End, peers: object) -> bool:
    """Whether an end is among those that a user names."""
    cidr, namespace = getattr(peers, "cidr", None), getattr(peers, "namespace", None)
    if isinstance(end, Pod):
        return end.namespace == namespace and dict(end.labels).items() >= getattr(peers, "pods", {}).items()
    return cidr is not None and end in ip_network(cidr, strict=False) and end != METADATA


@every_golden
def test_services_reach_what_is_outside_exactly_as_they_say(name: str) -> None:
    platform = GOLDEN[name]
    network = Network(objects(platform))
    for each, start in pods(platform).items():
        service = platform.services[each]
        targets = [target for target in service.connects_to.values() if isinstance(target, Destination)]
        tried = {(port, target.protocol) for target in targets for port in target.ports} | {(9, "TCP"), (9, "UDP")}
        if has_token(service) or service.iam:
            tried = {one for one in tried if one[0] not in {80, 443}}
        for end, what in outside(platform):
            for port, protocol in tried:
                said = any(within(end, t) and port in t.ports and protocol == t.protocol for t in targets)
                assert network.reaches(start, end, port, protocol) == said, (each, what, port, protocol)


def sources(platform: Platform, service: Service) -> tuple[set[str], list[str]]:
    """The tiers, and the networks, that requests through a load balancer or a port of the nodes come from."""
    nodes = {fleet.subnets for fleet in fleets(platform)}
    expose, balancer = service.expose, service.expose.load_balancer
    if expose.type == "NodePort":
        return (set(), list(expose.source_ranges)) if expose.traffic_policy == "Local" else (nodes, [])
    if expose.type != "LoadBalancer":
        return set(), []
    if balancer is None:
        return set(internal_candidates(platform)), []
    own = {"internal": internal_candidates(platform), "internet-facing": public_tiers(platform)}[balancer.scheme]
    clients = list(balancer.source_ranges) or ["0.0.0.0/0"]
    match balancer.kind, balancer.targets or ("ip" if balancer.controller == "lbc" else "instance"):
        case "nlb", "ip":
            return set(own), clients if balancer.preserve_client_ip else []
        case _ if balancer.traffic_policy == "Cluster":
            return nodes, []
        case kind, _:
            return set(own), clients if kind == "nlb" else []


def listening(service: Service) -> set[str]:
    """The ports that a way in from outside leads to, or is asked at for health."""
    balancer = service.expose.load_balancer
    found = set(service.expose.ports) or set(pod_ports(service))
    if balancer is not None and balancer.health_check is not None and balancer.health_check.port:
        found.add(balancer.health_check.port)
    return found


@every_golden
def test_what_is_outside_reaches_services_exactly_as_they_say(name: str) -> None:
    platform = GOLDEN[name]
    network = Network(objects(platform))
    hosts = (paths for route in platform.ingress.routes.values() for paths in route.hosts.values())
    routed = {backend.partition(":")[0] for paths in hosts for backend in paths.values()}
    for each, end in pods(platform).items():
        service = platform.services[each]
        if each in routed:
            continue  # tests/test_kubernetes_policies.py has these
        tiers, networks = sources(platform, service)
        within_tiers = [subnet.cidr for tier in tiers for subnet in tier_subnets(platform, tier)]
        for port, spec in pod_ports(service).items():
            origins = [origin for origin in service.allow_from.values() if port in origin.ports]
            own = [*within_tiers, *map(ip_network, networks)] if port in listening(service) else []
            if spec.protocol == "UDP" and service.expose.type == "LoadBalancer":
                own.append(ip_network("0.0.0.0/0"))
            for start, what in outside(platform):
                said = any(within(start, origin) for origin in origins)
                said = said or (not isinstance(start, Pod) and any(start in cidr for cidr in own))
                assert network.reaches(start, end, spec.port, spec.protocol) == said, (each, what, port)


def test_the_matrix_can_tell_a_difference() -> None:
    """Without a policy, or with one less, the answer is another."""
    closed = platform(WIDE)
    items = objects(closed)
    network, known = Network(items), pods(closed)
    assert network.reaches(known["batch"], known["store"], 5432, "TCP")
    assert not network.reaches(known["batch"], known["store"], 5432, "UDP")
    assert not network.reaches(known["store"], known["batch"], 5432, "TCP")
    without = [item for item in items if item["kind"] != "NetworkPolicy"]
    assert Network(without).reaches(known["store"], known["batch"], 5432, "TCP"), "no policies, nothing closed"
    half = [item for item in items if item["kind"] != "NetworkPolicy" or item["metadata"]["name"] != "store"]
    assert not Network(half).reaches(known["batch"], known["store"], 5432, "TCP"), "the namespace denies"
