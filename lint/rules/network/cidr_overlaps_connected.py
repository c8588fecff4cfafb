from collections.abc import Iterator

from generator.platform.network.addresses import network, vpc_networks
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("NET-007", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html")
def cidr_overlaps_connected(platform: Platform) -> Iterator[Violation]:
    """The VPC overlaps a network that it is connected to.

    The local route always wins: what lies at the shared addresses on the other side cannot be reached, and a peering or
    a transit gateway attachment may be refused. The primary CIDR can never be changed.

    Bad:

        vpc: {connectedCidrs: {office: 10.0.0.0/8}}

    Good:

        vpc: {connectedCidrs: {office: 192.168.0.0/16}}
    """
    for name, cidr in platform.vpc.connected_cidrs.items():
        for ours in vpc_networks(platform):
            if ours.overlaps(network(cidr)):
                yield Violation(platform.vpc, ("connected_cidrs", name), f"{name} ({cidr}) overlaps the VPC's {ours}")
