from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, rule


@rule(
    "CNI-071",
    INFO,
    "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html",
    also=("groundplan:CNI-045",),
)
def ipv4_egress_unpoliced(platform: Platform) -> Iterator[Violation]:
    """Network policies of an IPv6 cluster do not hold what pods send by IPv4.

    Pods reach IPv4 addresses outside the cluster by a second network interface, which policies are not applied to: any
    pod may call any IPv4 address outside, whatever `connectsTo` says. What must not happen has to be stopped elsewhere,
    by a firewall, a proxy or the routes. Say ENABLE_V4_EGRESS: true once that is understood.

    Bad:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, networkPolicy: standard}

    Good:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, networkPolicy: standard, settings: {ENABLE_V4_EGRESS: true}}
    """
    cni = platform.cni
    if is_ipv6(platform) and cni.network_policy != "off" and cni.settings.enable_v4_egress is None:
        message = "policies do not hold what pods send by IPv4; say ENABLE_V4_EGRESS: true if that is known"
        yield Violation(cni, "settings", message)
