from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CNI-037", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html")
def security_groups_ipv6(platform: Platform) -> Iterator[Violation]:
    """Security groups for pods in an IPv6 cluster, which AWS's own pages do not agree on.

    The user guide says that they work together, with a VPC CNI of 1.16 or newer; the CNI's own list of what goes with
    what says that they do not. Try it with your services before you rely on it: no pod of theirs starts where it fails.

    Bad:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, securityGroupsForPods: standard}

    Good:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, securityGroupsForPods: "off"}
    """
    if is_ipv6(platform) and platform.cni.security_groups_for_pods != "off":
        message = "AWS's documents do not agree that this works with IPv6; try it, or do without"
        yield Violation(platform.cni, "security_groups_for_pods", message)
