from collections.abc import Iterator

from generator.platform.capacity import node_footprint
from generator.platform.fleets import fleets
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule("CNI-065", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/issues/2959")
def extra_pod_subnets_unused(platform: Platform) -> Iterator[Violation]:
    """A node's first network interface holds all its pods, so that no other subnet is looked for.

    The first interface of a node lies in the node's own subnet; the CNI discovers subnets when it makes a further one.
    With prefixDelegation the first has room for a hundred pods and more, so the extra subnets get pods only after the
    nodes' own have run out, and with IPv6, whose prefixes never run out, none. To have pods elsewhere from the start,
    use podSubnets.

    Bad:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {more: {kind: private, size: 18, from: 100.64.0.0/16, ipv6Slot: 3, loadBalancers: false}}
        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true}, extraPodSubnets: [more]}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {more: {kind: private, size: 18, from: 100.64.0.0/16, ipv6Slot: 3, loadBalancers: false}}
        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true}}
    """
    cni = platform.cni
    if not cni.extra_pod_subnets or cni.pod_subnets is not None:
        return
    if all(node_footprint(platform, fleet).enis == 1 for fleet in fleets(platform)):
        todo, fix = ("remove them", Fix(REMOVED)) if is_ipv6(platform) else ("use podSubnets", None)
        message = f"a full node has one network interface, in its own subnet, so these stay empty; {todo}"
        yield Violation(cni, "extra_pod_subnets", message, fix)
