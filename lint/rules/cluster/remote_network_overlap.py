from collections.abc import Iterator
from itertools import combinations

from generator.platform.network.addresses import network, service_network, vpc_networks
from generator.platform.network.remote import remote_cidrs
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CLU-031", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html")
def remote_network_overlap(platform: Platform) -> Iterator[Violation]:
    """A network of hybrid nodes or their pods overlaps another one of the cluster.

    EKS refuses networks that overlap each other, the VPC or the service CIDR: an address would mean two places.

    Bad:

        cluster: {remoteNetworks: {nodes: [192.168.0.0/20], pods: [192.168.8.0/22]}}

    Good:

        cluster: {remoteNetworks: {nodes: [192.168.0.0/20], pods: [192.168.16.0/20]}}
    """
    places = list(remote_cidrs(platform))
    ours = [("the VPC's", each) for each in vpc_networks(platform)]
    services = service_network(platform)
    ours += [("the service CIDR", services)] if services else []
    for remote, field, cidr in places:
        for whose, other in ours:
            if network(cidr).overlaps(other):
                yield Violation(remote, field, f"{cidr} overlaps {whose} {other}; use addresses of its own")
    for (_, _, first), (remote, field, second) in combinations(places, 2):
        if network(first).overlaps(network(second)):
            yield Violation(remote, field, f"{second} overlaps {first}; use addresses of its own")
