from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule

REMOVAL = Fix(REMOVED)


@rule("CNI-012", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def warm_target_ignored(platform: Platform) -> Iterator[Violation]:
    """A warm pool setting that the CNI does not look at.

    `ips` and `minimumIps` override `enis` and `prefixes`; `enis` counts with secondaryIp alone, `prefixes` with
    prefixDelegation alone. A node of an IPv6 cluster has one prefix, and for good: there none of them counts. What is
    ignored looks like a reserve, and is none.

    Bad:

        cni: {warm: {enis: 1, ips: 5, minimumIps: 10}}

    Good:

        cni: {warm: {ips: 5, minimumIps: 10}}
    """
    warm, mode = platform.cni.warm, platform.cni.mode
    if is_ipv6(platform):
        for attribute in warm.__struct_fields__:
            if getattr(warm, attribute) is not None:
                message = f"{warm.key(attribute)} is ignored: an IPv6 node has one prefix for all its pods; remove it"
                yield Violation(warm, attribute, message, REMOVAL)
        return
    by_address = warm.ips is not None or warm.minimum_ips is not None
    if warm.enis is not None and (by_address or mode == "prefixDelegation"):
        reason = "ips or minimumIps is set" if by_address else "the mode is prefixDelegation"
        yield Violation(warm, "enis", f"enis is ignored because {reason}; remove it", REMOVAL)
    if warm.prefixes is not None and (by_address or mode == "secondaryIp"):
        reason = "ips or minimumIps is set" if by_address else "the mode is secondaryIp"
        yield Violation(warm, "prefixes", f"prefixes is ignored because {reason}; remove it", REMOVAL)
