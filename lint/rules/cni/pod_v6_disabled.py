from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-072", ERROR, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def pod_v6_disabled(platform: Platform) -> Iterator[Violation]:
    """IPv6 is turned off inside pods that need it.

    DISABLE_POD_V6 is for applications of IPv4 clusters that cannot live with an IPv6 interface. Pods of an IPv6 cluster
    are left without any address, and those with ENABLE_V6_EGRESS without the way out that it is to give them.

    Bad:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true, DISABLE_POD_V6: true}}

    Good:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true, DISABLE_POD_V6: false}}
    """
    settings = platform.cni.settings
    if settings.disable_pod_v6 and (is_ipv6(platform) or settings.enable_v6_egress):
        why = "the cluster is an IPv6 one" if is_ipv6(platform) else "ENABLE_V6_EGRESS is on"
        yield Violation(settings, "disable_pod_v6", f"pods have no IPv6 then, and {why}; remove it", Fix(False))
