from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-060", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html")
def no_nodes_at_start(platform: Platform) -> Iterator[Violation]:
    """No node group has a node to begin with.

    A group starts with `scaling.min` nodes. CoreDNS and the other add-ons wait for one to run on, and the apply fails
    after twenty minutes; Flux, and any autoscaler that would add nodes, would have nowhere to run either.

    Bad:

        nodes: {groups: {general: {scaling: {min: 0, max: 3}}}}

    Good:

        nodes: {groups: {general: {scaling: {min: 1, max: 3}}}}
    """
    if all(group.scaling.min == 0 for group in platform.nodes.groups.values()):
        message = (
            "every group starts with no node, and CoreDNS and Flux need one; set scaling.min of one group to 1 or more"
        )
        yield Violation(platform.nodes, "groups", message)
