from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CNI-079", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html")
def ipv6_windows(platform: Platform) -> Iterator[Violation]:
    """Windows nodes in an IPv6 cluster.

    EKS knows Windows pods and services only with IPv4. Give them a cluster of their own.

    Bad:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation}
        nodes: {groups: {legacy: {ami: WINDOWS_CORE_2022_x86_64, instanceTypes: [m7i.large], scaling: {min: 1, max: 2},
          subnets: private}}}

    Good:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation}
    """
    for fleet in fleets(platform):
        if is_ipv6(platform) and fleet.os == "windows":
            message = f"{fleet.name} runs Windows, which an IPv6 cluster does not have; use Linux, or ipFamily ipv4"
            yield Violation(fleet.node, "ami", message)
