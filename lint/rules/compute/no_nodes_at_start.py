from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.system_pods import system_pods, system_profile
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-060", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html")
def no_nodes_at_start(platform: Platform) -> Iterator[Violation]:
    """No node group has a node to begin with.

    A group starts with `scaling.min` nodes. CoreDNS and the other add-ons wait for one to run on, and the apply fails
    after twenty minutes; Flux, and any autoscaler that would add nodes, would have nowhere to run either. Fargate
    profiles that take them will do too.

    Bad:

        nodes: {groups: {general: {scaling: {min: 0, max: 3}}}}

    Good:

        nodes: {groups: {general: {scaling: {min: 1, max: 3}}}}
    """
    if not fleets(platform) or any(fleet.min for fleet in fleets(platform)):
        return  # of Fargate alone another rule speaks
    if any(each.first and system_profile(platform, each) is None for each in system_pods(platform)):
        message = (
            "every group starts with no node, and CoreDNS and Flux need one; set scaling.min of one group to 1 or more"
        )
        yield Violation(platform.nodes, "groups", message)
