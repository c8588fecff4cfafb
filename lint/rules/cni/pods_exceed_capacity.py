from collections.abc import Iterator

from generator.platform.fargate import services_on_nodes
from generator.platform.max_pods import host_network, max_pods
from generator.platform.replicas import most
from generator.platform.taints import open_fleets, tolerations
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
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

        services: {web: {replicas: 400, resources: {cpu: 10m, memory: 16Mi}}}

    Good:

        services: {web: {replicas: 200, resources: {cpu: 10m, memory: 16Mi}}}
    """
    for os in ("linux", "windows"):
        have = 0
        for fleet in open_fleets(platform, os):
            each = max_pods(platform, fleet)
            if each is None or not fleet.bounded:
                return
            have += fleet.max * (each - host_network(os))
        services = (each for each in services_on_nodes(platform).values() if each.os == os and not tolerations(each))
        if (need := sum(most(platform, each) for each in services)) > have > 0:
            yield _violation(platform, need, have)


def _violation(platform: Platform, need: int, have: int) -> Violation:
    message = f"{need} pods at full scale, and the nodes take {have}; raise scaling.max, or use prefixDelegation"
    return Violation(platform.nodes, "groups", message)
