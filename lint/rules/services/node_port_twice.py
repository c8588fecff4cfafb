from collections.abc import Iterator

from generator.platform.services.node_ports import free_node_ports, given_node_ports
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import next_of
from lint.rule import ERROR, rule


@rule("SVC-003", ERROR, "https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport")
def node_port_twice(platform: Platform) -> Iterator[Violation]:
    """Two Services have the same port of the nodes.

    A port of the nodes is one Service's, in all namespaces; Kubernetes refuses the second.

    Bad:

        services:
          web: {expose: {type: NodePort, nodePorts: {http: 30080}}}
          api:
            namespace: shop
            image: public.ecr.aws/nginx/nginx:1.29
            ports: {http: 8080}
            probes: {readiness: {port: http}}
            expose: {type: NodePort, nodePorts: {http: 30080}}

    Good:

        services:
          web: {expose: {type: NodePort, nodePorts: {http: 30080}}}
          api:
            namespace: shop
            image: public.ecr.aws/nginx/nginx:1.29
            ports: {http: 8080}
            probes: {readiness: {port: http}}
            expose: {type: NodePort, nodePorts: {http: 30000}}
    """
    first: dict[tuple[int, str], str] = {}
    free = free_node_ports(platform)
    for port in given_node_ports(platform):
        key = port.number, port.protocol
        if key in first:
            message = f"{port.number} is {first[key]}'s already; choose another"
            yield Violation(port.node, port.field, message, next_of(free))
        first.setdefault(key, port.service)
