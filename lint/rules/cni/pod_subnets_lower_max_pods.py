from collections.abc import Iterator

from msgspec.structs import replace

from generator.platform.fleets import fleet_of
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.groups import told_all
from generator.platform.nodes.instance_types import instance_type
from generator.platform.nodes.max_pods import addressable_pods, capped
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CNI-059", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/custom-networking.html")
def pod_subnets_lower_max_pods(platform: Platform) -> Iterator[Violation]:
    """With podSubnets a node has addresses for fewer pods than EKS may let it take.

    Custom networking leaves the first of E interfaces to the node, so pods have (E - 1) * (I - 1) + 2 places, and not
    E * (I - 1) + 2. On Amazon's own images EKS sets max-pods itself; where it does not count the interface off, the
    last pods of every node stay in ContainerCreating. prefixDelegation has addresses to spare; with an image of your
    own (imageId) we set the right number.

    Bad:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16}}
        cni: {mode: secondaryIp, podSubnets: pods}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
        subnets: {pods: {kind: private, size: 18, from: 100.64.0.0/16}}
        cni: {mode: prefixDelegation, podSubnets: pods}
    """
    if platform.cni.pod_subnets is None or platform.cni.mode != "secondaryIp" or is_ipv6(platform):
        return
    shared = replace(platform.cni, pod_subnets=None)
    for name, group in platform.nodes.groups.items():
        fleet = fleet_of(platform, group)
        most = addressable_pods(platform, fleet)
        if told_all(group) or most is None:
            continue
        plain = min(capped(type_, shared, fleet.os) for type_ in map(instance_type, group.instance_types) if type_)
        if plain > most:
            message = f"{name} has addresses for {most} pods on a node, and EKS may allow {plain}; use prefixDelegation"
            fix = Fix("prefixDelegation", field="mode", node=platform.cni)
            yield Violation(group, "instance_types", message, fix)
