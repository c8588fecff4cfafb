from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CNI-050", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html")
def ipv6_needs_nitro(platform: Platform) -> Iterator[Violation]:
    """An instance type that cannot take part in an IPv6 cluster.

    Pods get their addresses from an IPv6 prefix of the node's network interface, and only Nitro instances take one. On
    others the CNI does not start, so such a node never becomes ready.

    Bad:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation}
        nodes: {groups: {general: {instanceTypes: [m4.xlarge], ami: AL2023_x86_64_STANDARD}}}

    Good:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation}
        nodes: {groups: {general: {instanceTypes: [m7i.xlarge], ami: AL2023_x86_64_STANDARD}}}
    """
    if not is_ipv6(platform):
        return
    for group in platform.nodes.groups.values():
        for index, name in enumerate(group.instance_types):
            known = instance_type(name)
            if known and known.hypervisor == "xen":
                message = f"{name} is no Nitro instance, and an IPv6 cluster needs one; choose a newer type"
                yield Violation(group, ("instance_types", index), message)
