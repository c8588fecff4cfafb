"""Who reaches services through load balancers of their own."""

from collections.abc import Iterator

from generator.diff.reachability.way import EVERYWHERE, Gate, Way, pods
from generator.platform.services.containers import service_port, service_ports
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.load_balancer import LoadBalancer
from generator.platform.types.platform import Platform


def ways(platform: Platform) -> Iterator[Way]:
    """By each port of each load balancer."""
    for name, balancer in service_load_balancers(platform).items():
        service, public = platform.services[name], balancer.scheme == "internet-facing"
        for port, spec in service_ports(service).items():
            of = f"{pods(platform, name)} at {spec.protocol} {service_port(service, port)}"
            gate = Gate(of, f"{balancer.scheme} load balancer", public=public)
            yield from (Way(gate, peer) for peer in _peers(balancer))


def _peers(balancer: LoadBalancer) -> list[str]:
    """Security groups decide alone where they are given."""
    if balancer.security_groups:
        return [f"what {group} lets in" for group in balancer.security_groups]
    lists = [f"networks of {each}" for each in balancer.prefix_lists]
    return [*balancer.source_ranges, *lists] or [EVERYWHERE]
