from collections.abc import Iterator

from generator.platform.services.node_ports import free_node_ports, given_node_ports, node_port_range
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import next_of
from lint.rule import ERROR, rule


@rule("SVC-001", ERROR, "https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport")
def node_port_out_of_range(platform: Platform) -> Iterator[Violation]:
    """A port of the nodes has a number that ports of nodes cannot have.

    Kubernetes refuses the Service. The numbers are 30000 to 32767, or those of cluster.apiServer.serviceNodePortRange.

    Bad:

        services: {web: {expose: {type: NodePort, nodePorts: {http: 8080}}}}

    Good:

        services: {web: {expose: {type: NodePort, nodePorts: {http: 30000}}}}
    """
    ports = node_port_range(platform)
    free = free_node_ports(platform)
    for port in given_node_ports(platform):
        if port.number not in ports:
            message = f"{port.number} is not between {ports.start} and {ports.stop - 1}; choose one of these"
            yield Violation(port.node, port.field, message, next_of(free))
