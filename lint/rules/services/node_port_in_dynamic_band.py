from collections.abc import Iterator

from generator.platform.services.node_ports import free_node_ports, given_node_ports, node_port_range, static_band
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import next_of
from lint.rule import WARNING, rule


@rule("SVC-002", WARNING, "https://kubernetes.io/docs/concepts/services-networking/service/#avoid-nodeport-collisions")
def node_port_in_dynamic_band(platform: Platform) -> Iterator[Violation]:
    """A port of the nodes has a number that Kubernetes may have given to another Service.

    It gives numbers of the upper part of the range first, so that those of the lower part stay free for numbers that
    are chosen by hand. One chosen above it may be taken when the Service is made, which then fails.

        lower part = the first min(max(16, size / 32), 128) of the range: 30000 to 30085

    Bad:

        services: {web: {expose: {type: NodePort, nodePorts: {http: 31080}}}}

    Good:

        services: {web: {expose: {type: NodePort, nodePorts: {http: 30000}}}}
    """
    ports = node_port_range(platform)
    band = static_band(ports)
    free = free_node_ports(platform)
    for port in given_node_ports(platform):
        if band and port.number in ports and port.number not in band:
            message = f"{port.number} may be another Service's already; choose one of {band.start} to {band.stop - 1}"
            yield Violation(port.node, port.field, message, next_of(free))
