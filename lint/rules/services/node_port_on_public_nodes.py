from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.network.addresses import network
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("SVC-005", ERROR, "https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport")
def node_port_on_public_nodes(platform: Platform) -> Iterator[Violation]:
    """Nodes with public addresses have a port that the internet is let in to.

    Whoever finds the address of a node is at the service, past every load balancer and web ACL.

    Bad:

        nodes: {groups: {general: {subnets: public}}}
        services: {web: {expose: {type: NodePort, nodePorts: {http: 30080}, sourceRanges: [0.0.0.0/0]}}}

    Good:

        services: {web: {expose: {type: NodePort, nodePorts: {http: 30080}, sourceRanges: [10.0.0.0/16]}}}
    """
    public = sorted({fleet.name for fleet in fleets(platform) if platform.subnets[fleet.subnets].kind == "public"})
    for name, service in platform.services.items():
        for index, cidr in enumerate(service.expose.source_ranges if public else ()):
            if network(cidr).is_global or not network(cidr).prefixlen:
                message = f"{cidr} reaches {name} on the public addresses of {public[0]}; name networks of yours"
                yield Violation(service.expose, ("source_ranges", index), message)
