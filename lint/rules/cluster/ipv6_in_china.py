from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CLU-036", ERROR, "https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html")
def ipv6_in_china(platform: Platform) -> Iterator[Violation]:
    """An IPv6 cluster in a region of China.

    EKS has none there, and refuses to make one.

    Bad:

        region: cn-north-1
        ingress: null
        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation}

    Good:

        region: cn-north-1
        ingress: null
        cluster: {ipFamily: ipv4}
        cni: {mode: prefixDelegation}
    """
    if is_ipv6(platform) and platform.region.startswith("cn-"):
        message = f"EKS has no IPv6 clusters in {platform.region}; use ipv4"
        yield Violation(platform.cluster, "ip_family", message, Fix("ipv4"))
