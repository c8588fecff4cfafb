from collections.abc import Iterator

from generator.platform.fleets import fleet_of
from generator.platform.nodes.groups import told_all
from generator.platform.nodes.instance_types import instance_type
from generator.platform.nodes.max_pods import addressable_pods, cap
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CNI-005", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html")
def max_pods_above_cap(platform: Platform) -> Iterator[Violation]:
    """Nodes take more pods than EKS advises for their size.

    EKS advises 110 pods at most on a node of up to 30 vCPUs, and 250 on a larger one: above that the kubelet and the
    container runtime fall behind, and the node turns NotReady under load.

    Bad:

        cni: {mode: prefixDelegation}
        nodes: {groups: {general: {maxPods: 200, imageId: ami-0123456789abcdef0}}}

    Good:

        cni: {mode: prefixDelegation}
        nodes: {groups: {general: {maxPods: 110, imageId: ami-0123456789abcdef0}}}
    """
    for name, group in platform.nodes.groups.items():
        most = addressable_pods(platform, fleet_of(platform, group))
        if group.max_pods == "auto" or not told_all(group) or most is None or group.max_pods > most:
            continue  # other rules speak of these
        advised = min(cap(type_) for type_ in map(instance_type, group.instance_types) if type_)
        if group.max_pods > advised:
            yield Violation(
                group,
                "max_pods",
                f"{group.max_pods} pods on a node of {name}; EKS advises {advised} at most",
                Fix(advised),
            )
