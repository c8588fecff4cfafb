from collections.abc import Iterator

from generator.platform.max_pods import HOST_NETWORK, max_pods
from generator.platform.replicas import most
from generator.platform.taints import open_fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CNI-003", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html")
def pods_exceed_capacity(platform: Platform) -> Iterator[Violation]:
    """All pods together are more than all nodes together may have.

    At full scale the last pods stay Pending, whatever CPU and memory is free: a node takes no more pods than its
    max-pods.

        have = sum over groups of max nodes * (max-pods - 2)
        need = sum over services of replicas, or of autoscaling's max

    The 2 are aws-node and kube-proxy; what else runs on every node comes on top.

    Bad:

        services: {web: {replicas: 400, resources: {cpu: 10m, memory: 16Mi}}}

    Good:

        services: {web: {replicas: 200, resources: {cpu: 10m, memory: 16Mi}}}
    """
    have = 0
    for fleet in open_fleets(platform):
        each = max_pods(platform, fleet)
        if each is None:
            return
        have += fleet.max * (each - HOST_NETWORK)
    need = sum(map(most, platform.services.values()))
    if need > have > 0:
        message = f"{need} pods at full scale, and the nodes take {have}; raise scaling.max, or use prefixDelegation"
        yield Violation(platform.nodes, "groups", message)
