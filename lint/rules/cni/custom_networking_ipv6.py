from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-021", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html")
def custom_networking_ipv6(platform: Platform) -> Iterator[Violation]:
    """Custom networking in an IPv6 cluster.

    The CNI does not start with both: no node becomes ready. Pods of an IPv6 cluster take no IPv4 address of any subnet,
    so there is nothing to spare by a tier of their own.

    Bad:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16, ipv6Slot: 3, loadBalancers: false}}
        cluster: {ipFamily: ipv6}
        cni: {settings: {ENABLE_V4_EGRESS: true}, mode: prefixDelegation, podSubnets: pods}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16, ipv6Slot: 3, loadBalancers: false}}
        cluster: {ipFamily: ipv6}
        cni: {settings: {ENABLE_V4_EGRESS: true}, mode: prefixDelegation}
    """
    if is_ipv6(platform) and platform.cni.pod_subnets is not None:
        message = "an IPv6 cluster has no custom networking, and its pods take no IPv4 addresses; remove it"
        yield Violation(platform.cni, "pod_subnets", message, Fix(REMOVED))
