from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, rule


@rule(
    "CMP-024",
    INFO,
    "https://docs.aws.amazon.com/eks/latest/userguide/worker.html",
    also=("hardeneks:use_managed_nodegroups",),
)
def unmanaged_nodes(platform: Platform) -> Iterator[Violation]:
    """Nobody drains or repairs the nodes of a group.

    When an update, EC2 or the spot market takes a node, the kubelet ends its pods within 75 seconds, whatever
    disruption budgets say. EKS drains the nodes of groups that it manages.

    Bad:

        nodes: {groups: {general: {managed: false}}}

    Good:

        nodes: {groups: {general: {managed: true}}}
    """
    for name, group in platform.nodes.groups.items():
        if not group.managed:
            message = f"nothing drains nodes of {name} before they go; let EKS manage it where that is possible"
            yield Violation(group, "managed", message, Fix(True))
