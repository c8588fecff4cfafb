"""Names that records are kept for in DNS, and what each leads to."""

from collections.abc import Iterator
from typing import NamedTuple

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform


class Record(NamedTuple):
    """A host, what is behind it in words, and where in platform.yaml it stands."""

    host: str
    behind: str
    node: Node
    field: tuple[str | int, ...]


def records(platform: Platform) -> Iterator[Record]:
    """Every host of a route, and every one that a service's load balancer is called by."""
    for route in platform.ingress.routes.values():
        for host in route.hosts:
            yield Record(host, f"class {route.class_}", route, ("hosts", host))
    for name, balancer in service_load_balancers(platform).items():
        for index, host in enumerate(balancer.hosts):
            yield Record(host, f"service {name}", balancer, ("hosts", index))
