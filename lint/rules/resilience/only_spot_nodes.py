from collections.abc import Iterator

from generator.platform.fleets import Fleet
from generator.platform.nodes.fargate import taking
from generator.platform.nodes.taints import CRITICAL, open_fleets
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.types.pool import Pool
from generator.platform.violation import Violation
from lint.rule import INFO, WARNING, rule

CORE_DNS = {"k8s-app": "kube-dns"}


@rule(
    "REL-002",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-compute.html",
    development=INFO,
)
def only_spot_nodes(platform: Platform) -> Iterator[Violation]:
    """DNS and the controllers have nothing but spot nodes to run on.

    EC2 takes spot nodes back at two minutes' notice, and when a type is short, all of it at the same time. Then CoreDNS
    goes together with whatever would make other nodes, and nothing resolves a name until new ones have come. A small
    group of bought nodes is enough for what everything else waits for.

    Bad:

        nodes: {groups: {general: {capacity: spot, instanceTypes: [m7g.xlarge, m6g.xlarge, c7g.xlarge]}}}

    Good:

        nodes:
          groups:
            general: {capacity: spot, instanceTypes: [m7g.xlarge, m6g.xlarge, c7g.xlarge]}
            system:
              instanceTypes: [m7g.large]
              ami: AL2023_ARM_64_STANDARD
              scaling: {min: 2, max: 3}
              subnets: private
    """
    fleets = open_fleets(platform, tolerated=(CRITICAL,))
    on_fargate = any(taking(platform, "kube-system", CORE_DNS))
    if fleets and all(map(_is_spot, fleets)) and not on_fargate:
        names = ", ".join(sorted(fleet.name for fleet in fleets))
        message = f"CoreDNS runs on spot nodes alone ({names}), which may all go at once; add a group with onDemand"
        yield Violation(platform, "nodes", message)


def _is_spot(fleet: Fleet) -> bool:
    node = fleet.node
    if isinstance(node, NodeGroup):
        return node.capacity == "spot"
    return isinstance(node, Pool) and set(node.capacity) == {"spot"}
