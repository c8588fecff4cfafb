from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CNI-008", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html")
def prefix_needs_nitro(platform: Platform) -> Iterator[Violation]:
    """Prefix delegation on instance types that have none.

    Only Nitro instances take prefixes. On older ones the CNI falls back to single addresses, and with them to a small
    fraction of the pods that were planned.

    Bad:

        cni: {mode: prefixDelegation}
        nodes: {groups: {general: {instanceTypes: [m4.xlarge], ami: AL2023_x86_64_STANDARD}}}

    Good:

        cni: {mode: prefixDelegation}
        nodes: {groups: {general: {instanceTypes: [m7i.xlarge], ami: AL2023_x86_64_STANDARD}}}
    """
    if platform.cni.mode != "prefixDelegation" or is_ipv6(platform):
        return
    for group in platform.nodes.groups.values():
        for index, name in enumerate(group.instance_types):
            known = instance_type(name)
            if known and known.hypervisor == "xen":
                yield Violation(
                    group, ("instance_types", index), f"{name} is no Nitro instance; prefixDelegation needs one"
                )
