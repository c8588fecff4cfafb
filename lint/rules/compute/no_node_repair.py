from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import INFO, rule


@rule("CMP-025", INFO, "https://docs.aws.amazon.com/eks/latest/userguide/node-repair.html")
def no_node_repair(platform: Platform) -> Iterator[Violation]:
    """Nobody replaces nodes of a group that stay unhealthy.

    A node whose kubelet, disk or network has failed keeps its place until a person sees it: its pods move away after
    five minutes, but the group counts it among its nodes and makes no other. EKS drains and replaces such nodes of
    groups that it manages, and stops by itself where more than a fifth of a group is ill.

    Bad:

        nodes: {groups: {general: {repair: false}}}

    Good:

        nodes: {groups: {general: {}}}
    """
    for name, group in platform.nodes.groups.items():
        if group.managed and group.repair is False:
            message = f"nodes of {name} that stay unhealthy are never replaced; let EKS repair them"
            yield Violation(group, "repair", message, Fix(REMOVED))
