from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-056", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html")
def ipv6_needs_prefixes(platform: Platform) -> Iterator[Violation]:
    """An IPv6 cluster whose pods would have single addresses.

    The CNI knows IPv6 only by prefixes: one /80 for each node, which never runs out. It is rendered so in any case; a
    plan that says something else misleads its readers.

    Bad:

        cluster: {ipFamily: ipv6}
        cni: {mode: secondaryIp, settings: {ENABLE_V4_EGRESS: true}}

    Good:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true}}
    """
    if is_ipv6(platform) and platform.cni.mode != "prefixDelegation":
        message = "pods of an IPv6 cluster have prefixes alone; set prefixDelegation"
        yield Violation(platform.cni, "mode", message, Fix("prefixDelegation", safe=True))
