"""Ports of the nodes that Services have."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.network.addresses import network
from generator.platform.services.containers import pod_ports
from generator.platform.services.ingress_controllers import big_ip_networks
from generator.platform.services.service_load_balancers import load_balancer, targets
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service

DEFAULT = range(30000, 32768)
"""https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport"""


class NodePort(NamedTuple):
    """A port that is given a number: whose it is, the number, its protocol, and where in platform.yaml it stands."""

    service: str
    number: int
    protocol: str
    node: Node
    field: tuple[str, ...]


def node_port_range(platform: Platform) -> range:
    """The numbers that ports of the nodes may have."""
    server = platform.cluster.api_server
    given = server.service_node_port_range if server else None
    return range(given.min_port, given.max_port + 1) if given else DEFAULT


def static_band(ports: range) -> range:
    """Those that Kubernetes gives nobody by itself while others are free: for numbers that are chosen by hand.

    https://kubernetes.io/docs/concepts/services-networking/service/#avoid-nodeport-collisions
    """
    size = min(max(16, len(ports) // 32), 128)
    return ports[:size] if len(ports) > size else ports[:0]


def has_node_ports(service: Service) -> bool:
    """Whether nodes have ports that lead to a service: not where its load balancer sends to pods."""
    balancer = load_balancer(service)
    return service.expose.type == "NodePort" or (balancer is not None and targets(balancer) == "instance")


def given_node_ports(platform: Platform) -> Iterator[NodePort]:
    """Every port of the nodes with a number, by service."""
    for name, service in platform.services.items():
        expose, known = service.expose, pod_ports(service)
        for port, number in expose.node_ports.items():
            yield NodePort(name, number, known[port].protocol, expose, ("node_ports", port))
        balancer = load_balancer(service)
        if balancer is not None and balancer.health_check_node_port is not None:
            yield NodePort(name, balancer.health_check_node_port, "TCP", balancer, ("health_check_node_port",))


def free_node_ports(platform: Platform) -> Iterator[int]:
    """The numbers for choices by hand that no port of the nodes is given, the lowest first."""
    taken, ports = {port.number for port in given_node_ports(platform)}, node_port_range(platform)
    yield from (number for number in static_band(ports) or ports if number not in taken)


class LetIn(NamedTuple):
    """A port of the nodes that is open to a network: whose it is, its name, its number, its protocol."""

    service: str
    port: str
    number: int
    protocol: str
    cidr: str


def let_in(platform: Platform) -> Iterator[LetIn]:
    """Who comes in at ports of the nodes: networks that a NodePort names, and a BIG-IP that sends there.

    Load balancers are not among them: their controllers open the nodes' security group themselves.
    """
    big_ips = _big_ips(platform)
    for name, service in sorted(platform.services.items()):
        known = pod_ports(service)
        for port, number in sorted(service.expose.node_ports.items()):
            cidrs = {*service.expose.source_ranges, *big_ips.get(f"{name}:{port}", ())}
            for cidr in sorted({str(network(each)) for each in cidrs}):
                yield LetIn(name, port, number, known[port].protocol, cidr)


def _big_ips(platform: Platform) -> dict[str, set[str]]:
    """By service and port, as routes name them: the networks of a BIG-IP that sends to ports of the nodes."""
    found: dict[str, set[str]] = {}
    for route in platform.ingress.routes.values():
        class_ = platform.ingress.classes[route.class_]
        for paths in route.hosts.values() if class_.pool_members == "nodePort" else ():
            for backend in paths.values():
                found.setdefault(backend, set()).update(big_ip_networks(platform, class_))
    return found
