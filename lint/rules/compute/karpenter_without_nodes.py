from collections.abc import Iterator

from generator.platform.nodes.taints import open_fleets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import more_at_start
from lint.rule import ERROR, rule


@rule("CMP-031", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/karpenter.html")
def karpenter_without_nodes(platform: Platform) -> Iterator[Violation]:
    """There are too few nodes for Karpenter itself.

    Its pods never run on nodes that it made, and each runs on a node of its own: without enough nodes of node groups
    without taints it is never ready, and Flux, which waits for it, installs nothing that comes after.

    Bad:

        nodes:
          groups: {general: {scaling: {min: 1, max: 3}}}
          karpenter:
            pools: {batch: {subnets: private, limits: {cpu: 200}, ami: al2023@v20261102, instanceFamilies: [m7g]}}

    Good:

        nodes:
          groups: {general: {scaling: {min: 2, max: 3}}}
          karpenter:
            pools: {batch: {subnets: private, limits: {cpu: 200}, ami: al2023@v20261102, instanceFamilies: [m7g]}}
    """
    karpenter = platform.nodes.karpenter
    if karpenter is None:
        return
    fleets = [fleet for fleet in open_fleets(platform) if fleet.kind == "node group"]
    nodes = sum(fleet.min for fleet in fleets)
    if nodes < karpenter.replicas:
        message = f"{karpenter.replicas} pods of Karpenter need a node each, and node groups without taints start with"
        message = f"{message} {nodes}; raise scaling.min of one, or lower replicas"
        yield Violation(karpenter, "replicas", message, more_at_start(fleets, karpenter.replicas - nodes))
