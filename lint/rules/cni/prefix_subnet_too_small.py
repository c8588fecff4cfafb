from collections.abc import Iterator

from generator.platform.capacity import tightest
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.room import larger_subnets
from lint.rule import ERROR, rule

BLOCK = 28


@rule("CNI-011", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html")
def prefix_subnet_too_small(platform: Platform) -> Iterator[Violation]:
    """A subnet has enough addresses, but not enough whole prefixes.

    A prefix is an aligned /28. The first and the last of a subnet are never whole, as AWS keeps addresses in both, so
    even an empty subnet has

        2^(28 - prefix) - 2

    of them: a /24 has 14, not 16, and a /28 none.

    Bad:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 26, from: 100.64.0.0/16}}
        cni: {mode: prefixDelegation, podSubnets: pods, warm: {ips: 1, minimumIps: 1}}
        nodes: {groups: {general: {maxPods: 17, imageId: ami-0123456789abcdef0, scaling: {min: 2, max: 2}}}}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 25, from: 100.64.0.0/16}}
        cni: {mode: prefixDelegation, podSubnets: pods, warm: {ips: 1, minimumIps: 1}}
        nodes: {groups: {general: {maxPods: 17, imageId: ami-0123456789abcdef0, scaling: {min: 2, max: 2}}}}
    """
    for demand in tightest(platform):
        whole = max(2 ** max(BLOCK - demand.subnet.cidr.prefixlen, 0) - 2, 0)
        if demand.free >= 0 and demand.prefixes > whole:
            have = f"{demand.subnet.name} ({demand.subnet.cidr}) holds {whole} prefixes"
            message = f"{have}, and full scale needs {demand.prefixes}; make its subnets larger"
            yield Violation(platform, ("subnets", demand.subnet.tier), message, larger_subnets(platform, demand))
