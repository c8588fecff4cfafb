from collections.abc import Iterator

from generator.platform.fleets import fleet_of
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.groups import told_all
from generator.platform.nodes.instance_types import instance_type
from generator.platform.nodes.max_pods import addressable_pods, formula
from generator.platform.nodes.node_pool import matching, pools
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "CNI-004",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html",
    also=("groundplan:CNI-022",),
)
def max_pods_too_high(platform: Platform) -> Iterator[Violation]:
    """Nodes take more pods than they have addresses for.

    The scheduler believes maxPods: it sends pods to a node that has no address for them, and there they stay in
    ContainerCreating, although other nodes have room. With E interfaces of I addresses each:

        secondaryIp        E * (I - 1) + 2
        prefixDelegation   E * (I - 1) * 16 + 2
        with podSubnets    E - 1 for E

    Bad:

        nodes: {groups: {general: {maxPods: 110, imageId: ami-0123456789abcdef0}}}

    Good:

        nodes: {groups: {general: {maxPods: 58, imageId: ami-0123456789abcdef0}}}
    """
    for name, group in platform.nodes.groups.items():
        most = addressable_pods(platform, fleet_of(platform, group))
        if group.max_pods != "auto" and told_all(group) and most is not None and group.max_pods > most:
            message = f"{group.max_pods} pods, but a node of {name} has addresses for {most}; set {most}, or auto"
            yield Violation(group, "max_pods", message, Fix(most))
    for name, pool in pools(platform).items() if not is_ipv6(platform) else ():
        types = [type_ for each in matching(platform, pool) if (type_ := instance_type(each))]
        most = min((formula(type_, platform.cni) for type_ in types), default=None)
        if pool.max_pods != "auto" and most is not None and pool.max_pods > most:
            message = f"{pool.max_pods} pods, but the smallest node of {name} has addresses for {most}; set {most}"
            yield Violation(pool, "max_pods", f"{message}, or leave small types out (cpus.min)", Fix(most))
