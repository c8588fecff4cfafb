from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-016", ERROR, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/prefix-and-ip-target.md")
def prefix_no_warm(platform: Platform) -> Iterator[Violation]:
    """Prefix delegation without any warm pool.

    With a target of zero the CNI keeps nothing ready, and pods wait for EC2 to attach a prefix or a whole network
    interface. The CNI does not support it.

    Bad:

        cni: {mode: prefixDelegation, warm: {prefixes: 0}}

    Good:

        cni: {mode: prefixDelegation, warm: {prefixes: 1}}
    """
    warm = platform.cni.warm
    if platform.cni.mode != "prefixDelegation" or is_ipv6(platform):
        return
    if warm.ips is None and warm.minimum_ips is None:
        if warm.prefixes == 0:
            yield Violation(warm, "prefixes", "prefixDelegation needs a warm prefix; set 1", Fix(1))
    elif not warm.ips and not warm.minimum_ips:
        yield Violation(platform.cni, "warm", "prefixDelegation needs warm addresses; set ips or minimumIps above 0")
