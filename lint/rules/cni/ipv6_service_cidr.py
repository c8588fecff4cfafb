from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-051", ERROR, "https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html")
def ipv6_service_cidr(platform: Platform) -> Iterator[Violation]:
    """A service CIDR for a cluster whose services have IPv6 addresses.

    EKS chooses a /108 of the unique local addresses (fc00::/7) when it makes the cluster, and takes no other. What is
    given here is left out of what is rendered.

    Bad:

        cluster: {ipFamily: ipv6, serviceCidr: 172.20.0.0/16}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true}}

    Good:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true}}
    """
    if is_ipv6(platform) and platform.cluster.service_cidr is not None:
        message = "EKS chooses the service CIDR of an IPv6 cluster, and takes no other; remove it"
        yield Violation(platform.cluster, "service_cidr", message, Fix(REMOVED, safe=True))
