from collections.abc import Iterator

from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.max_pods import Os, host_network, max_pods
from generator.platform.nodes.taints import open_fleets, tolerations
from generator.platform.services.replicas import most
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-003", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html")
def pods_exceed_capacity(platform: Platform) -> Iterator[Violation]:
    """All pods together are more than all nodes together may have.

    At full scale the last pods stay Pending, whatever CPU and memory is free: a node takes no more pods than its
    max-pods.

        have = sum over groups of max nodes * (max-pods - 2)
        need = sum over services of replicas, of autoscaling's max, or of one on each node

    The 2 are aws-node and kube-proxy; what else runs on every node comes on top.

    Bad:

        addons: {metrics-server: {}}
        services: {web: {replicas: {min: 2, max: 400}, resources: {cpu: 10m, memory: 16Mi}}}

    Good:

        addons: {metrics-server: {}}
        services: {web: {replicas: {min: 2, max: 400}, resources: {cpu: 10m, memory: 16Mi}}}
        nodes: {groups: {general: {scaling: {max: 8}}}}
    """
    systems: tuple[Os, ...] = ("linux", "windows")
    for os in systems:
        have = 0
        for fleet in open_fleets(platform, os):
            each = max_pods(platform, fleet)
            if each is None or not fleet.bounded:
                return
            have += fleet.max * (each - host_network(os))
        services = (each for each in services_on_nodes(platform).values() if each.os == os and not tolerations(each))
        if (need := sum(most(platform, each) for each in services)) > have > 0:
            yield _violation(platform, need, have, _fix(platform, os, need))


def _fix(platform: Platform, os: Os, need: int) -> Fix | None:
    """As many nodes as it takes, where all are of one group."""
    (first, *others) = open_fleets(platform, os)
    group, each = first.node, max_pods(platform, first)
    if others or each is None or not isinstance(group, NodeGroup):
        return None
    return Fix(-(-need // (each - host_network(os))), field="max", node=group.scaling)


def _violation(platform: Platform, need: int, have: int, fix: Fix | None) -> Violation:
    message = f"{need} pods at full scale, and the nodes take {have}; raise scaling.max, or use prefixDelegation"
    return Violation(platform.nodes, "groups", message, fix)
