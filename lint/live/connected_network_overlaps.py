from collections.abc import Iterator

from generator.platform.network.addresses import network, service_network, vpc_networks
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.connected import connected
from lint.account.network import own_vpc
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-003", ERROR, "https://docs.aws.amazon.com/vpc/latest/peering/invalid-peering-configurations.html")
def connected_network_overlaps(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """A network that the VPC is connected to overlaps one of ours.

    Of two networks with the same addresses, packets reach the nearer one alone: pods never reach the peer where its
    addresses are those of our subnets, and where they are those of Kubernetes services, kube-proxy takes the packets.
    What is known is what the VPC's peerings, transit gateways and routes say; vpc.connectedCidrs says it for a VPC that
    is not there yet, and then `lint` knows without AWS.
    """
    vpc = own_vpc(platform, aws)
    for other in connected(aws, vpc) if vpc else ():
        for node, field, ours, what in _ours(platform):
            if network(other.cidr).overlaps(network(ours)):
                message = f"{what} {ours} overlaps {other.cidr} {other.what}; take addresses that nobody connected has"
                yield Violation(node, field, message)


def _ours(platform: Platform) -> Iterator[tuple[Node, str | tuple[str | int, ...], str, str]]:
    primary, *further = map(str, vpc_networks(platform))
    yield platform.vpc, "cidr", primary, "the VPC's CIDR"
    for index, cidr in enumerate(further):
        yield platform.vpc, ("secondary_cidrs", index), cidr, "the VPC's CIDR"
    services = service_network(platform)
    if services is not None:
        yield platform.cluster, "service_cidr", str(services), "the service CIDR"
