from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "SVC-004",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/load-balancing.html",
    also=("kube-linter:exposed-services",),
)
def exposed_by_node_port(platform: Platform) -> Iterator[Violation]:
    """A service is reached from outside by a port of the nodes.

    Callers must know addresses of nodes, which come and go; a node that is replaced takes their connections with it,
    and nothing but the security group is in front. A load balancer does all of that.

    Bad:

        services: {web: {expose: {type: NodePort, nodePorts: {http: 30080}, sourceRanges: [10.0.0.0/16]}}}

    Good:

        services: {web: {expose: {type: LoadBalancer}}}
    """
    for name, service in platform.services.items():
        if service.expose.type == "NodePort" and service.expose.source_ranges:
            message = f"callers of {name} must know addresses of nodes; use a LoadBalancer, or a route of ingress"
            yield Violation(service.expose, "type", message)
