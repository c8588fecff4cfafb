from collections.abc import Iterator

from generator.platform.nodes.branch_interfaces import branch_enis, branch_pods
from generator.platform.nodes.taints import open_fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CNI-036", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/sgpp.html")
def too_few_branches(platform: Platform) -> Iterator[Violation]:
    """More pods with security groups of their own than all nodes have branch interfaces for.

    A node takes as many such pods as its type has branch interfaces, whatever max-pods says; prefixes do not help. The
    rest stays Pending at full scale.

        have = sum over groups of max nodes * branch interfaces of the type
        need = sum over services with securityGroups of replicas, or of autoscaling's max

    Bad:

        cni: {securityGroupsForPods: strict}
        services:
          web: {replicas: 120, securityGroups: [sg-0123456789abcdef0], resources: {cpu: 10m, memory: 16Mi}}

    Good:

        cni: {securityGroupsForPods: strict}
        services:
          web: {replicas: 60, securityGroups: [sg-0123456789abcdef0], resources: {cpu: 10m, memory: 16Mi}}
    """
    have = 0
    for fleet in open_fleets(platform):
        each = branch_enis(fleet)
        if each is None:
            return
        have += fleet.max * each
    need = branch_pods(platform)
    if have and need > have:
        message = f"{need} pods have security groups of their own, and the nodes have branch interfaces for {have}"
        yield Violation(platform.nodes, "groups", f"{message}; use larger types, or more nodes")
