from collections.abc import Iterator

from generator.platform.network.addresses import network
from generator.platform.network.remote import remote_cidrs
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

ALLOWED = tuple(map(network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10")))


@rule("CLU-032", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-networking.html")
def remote_network_range(platform: Platform) -> Iterator[Violation]:
    """A network of hybrid nodes or their pods is not one that EKS takes.

    It lies in 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 or 100.64.0.0/10.

    Bad:

        cluster: {remoteNetworks: {nodes: [203.0.113.0/24]}}

    Good:

        cluster: {remoteNetworks: {nodes: [192.168.0.0/20]}}
    """
    for remote, field, cidr in remote_cidrs(platform):
        if not any(network(cidr).subnet_of(allowed) for allowed in ALLOWED):
            yield Violation(remote, field, f"{cidr} is not in {', '.join(map(str, ALLOWED))}")
