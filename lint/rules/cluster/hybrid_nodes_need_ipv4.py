from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CLU-037", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/hybrid-nodes-cluster-create.html")
def hybrid_nodes_need_ipv4(platform: Platform) -> Iterator[Violation]:
    """Hybrid nodes are to join an IPv6 cluster.

    They have IPv4 alone, and EKS makes no IPv6 cluster with networks of theirs. Give them a cluster of their own.

    Bad:

        cluster: {ipFamily: ipv6, remoteNetworks: {nodes: [192.168.0.0/20]}}
        cni: {mode: prefixDelegation}

    Good:

        cluster: {ipFamily: ipv4, remoteNetworks: {nodes: [192.168.0.0/20]}}
    """
    if is_ipv6(platform) and platform.cluster.remote_networks is not None:
        message = "an IPv6 cluster has no hybrid nodes, which know IPv4 alone; remove it"
        yield Violation(platform.cluster, "remote_networks", message)
