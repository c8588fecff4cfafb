from collections.abc import Iterator

from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "CMP-023",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html",
    development=INFO,
)
def update_all_at_once(platform: Platform) -> Iterator[Violation]:
    """An update may take all nodes of a group at once.

    Every pod of the group moves in the same minutes, and where something is wrong with the new nodes, all have it. A
    third at a time is a good measure.

    Bad:

        nodes: {groups: {general: {update: {maxUnavailable: 100%}}}}

    Good:

        nodes: {groups: {general: {update: {maxUnavailable: 33%}}}}
    """
    for name, group in platform.nodes.groups.items():
        if _all_at_once(group):
            given = group.update.max_unavailable
            message = f"all nodes of {name} may be replaced at once ({given}); replace 33% or fewer"
            yield Violation(group.update, "max_unavailable", message, Fix("33%", safe=True))


def _all_at_once(group: NodeGroup) -> bool:
    given = group.update.max_unavailable
    if isinstance(given, str):
        return given == "100%"
    return given > 1 and given >= group.scaling.min
