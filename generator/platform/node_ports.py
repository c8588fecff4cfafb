"""Ports of the nodes that Services have."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.containers import pod_ports
from generator.platform.service_load_balancers import load_balancer
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform

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


def given_node_ports(platform: Platform) -> Iterator[NodePort]:
    """Every port of the nodes with a number, by service."""
    for name, service in platform.services.items():
        expose, known = service.expose, pod_ports(service)
        for port, number in expose.node_ports.items():
            yield NodePort(name, number, known[port].protocol, expose, ("node_ports", port))
        balancer = load_balancer(service)
        if balancer is not None and balancer.health_check_node_port is not None:
            yield NodePort(name, balancer.health_check_node_port, "TCP", balancer, ("health_check_node_port",))
