from collections.abc import Iterator

from generator.platform.cluster.system_pods import has_core_dns, system_pods, system_profile
from generator.platform.fleets import fleets
from generator.platform.nodes.taints import open_fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import more_at_start
from lint.rule import ERROR, rule


@rule("CMP-060", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html")
def no_nodes_at_start(platform: Platform) -> Iterator[Violation]:
    """No node group has a node to begin with.

    A group starts with `scaling.min` nodes. CoreDNS and the other add-ons wait for one to run on, and the apply fails
    after twenty minutes; Flux, and any autoscaler that would add nodes, would have nowhere to run either. Pools of
    Karpenter and of Auto Mode do not count, for it is Flux that makes them; Amazon's own pool general-purpose does, and
    so do Fargate profiles that take CoreDNS and Flux.

    Bad:

        nodes: {groups: {general: {scaling: {min: 0, max: 3}}}}

    Good:

        nodes: {groups: {general: {scaling: {min: 1, max: 3}}}}
    """
    there = [fleet for fleet in fleets(platform) if fleet.kind == "node group" or fleet.node is platform.cluster]
    if not fleets(platform) or any(fleet.min for fleet in there):
        return  # of Fargate alone another rule speaks
    if any(each.first and system_profile(platform, each) is None for each in system_pods(platform)):
        who = "CoreDNS and Flux" if has_core_dns(platform) else "Flux"
        raised = "set scaling.min of one group to 1 or more"
        remedy = raised if platform.nodes.groups else "add general-purpose to builtInPools, or a node group"
        message = f"nothing starts with a node for {who}; {remedy}"
        yield Violation(platform.nodes, "groups", message, more_at_start(open_fleets(platform), 1))
