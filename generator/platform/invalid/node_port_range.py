"""A range of node ports that ends before it starts."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield cluster.apiServer.serviceNodePortRange where no port is in it."""
    server = platform.cluster.api_server
    ports = server.service_node_port_range if server else None
    if ports is not None and ports.min_port > ports.max_port:
        yield Violation(ports, "max_port", f"{ports.max_port} is below minPort, {ports.min_port}; swap them")
