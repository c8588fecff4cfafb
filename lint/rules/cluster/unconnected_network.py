from collections.abc import Iterator

from generator.platform.network.addresses import network, vpc_networks
from generator.platform.network.remote import remote_cidrs
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CLU-027", WARNING, "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Route_Tables.html")
def unconnected_network(platform: Platform) -> Iterator[Violation]:
    """A network is let in, or has nodes, that the VPC is not connected to.

    vpc.connectedCidrs says what is routed here. From anywhere else nobody reaches the private endpoint, and hybrid
    nodes are not reached; or the network is connected and nothing has checked its addresses against ours.

    Bad:

        cluster: {endpoint: {privateCidrs: [192.168.0.0/16]}}

    Good:

        vpc: {connectedCidrs: {office: 192.168.0.0/16}}
        cluster: {endpoint: {privateCidrs: [192.168.0.0/16]}}
    """
    known = [*vpc_networks(platform), *map(network, platform.vpc.connected_cidrs.values())]
    for node, field, cidr in _cidrs(platform):
        if not any(network(cidr).subnet_of(each) for each in known):
            message = f"{cidr} is in no network of vpc.connectedCidrs; connect it and name it there, or correct it"
            yield Violation(node, field, message)


def _cidrs(platform: Platform) -> Iterator[tuple[Node, tuple[str, int], str]]:
    endpoint = platform.cluster.endpoint
    yield from ((endpoint, ("private_cidrs", index), cidr) for index, cidr in enumerate(endpoint.private_cidrs))
    yield from remote_cidrs(platform)
