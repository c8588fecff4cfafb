from collections.abc import Iterator

from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.taints import fleets_for
from generator.platform.services.replicas import fewest
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import at_least
from lint.rule import INFO, WARNING, rule


@rule(
    "CMP-043", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-compute.html", development=INFO
)
def spot_singleton(platform: Platform) -> Iterator[Violation]:
    """A service runs as one pod, and on spot nodes alone.

    EC2 takes a spot node back at two minutes' notice. Until the pod runs elsewhere, the service is down.

    Bad:

        nodes:
          groups:
            general: {capacity: spot, instanceTypes: [m7g.xlarge, m6g.xlarge, r7g.xlarge]}
            system:
              instanceTypes: [m7g.large]
              ami: AL2023_ARM_64_STANDARD
              scaling: {min: 2, max: 3}
              subnets: private
              taints: {CriticalAddonsOnly: {effect: NoSchedule}}
        services: {web: {replicas: 1}}

    Good:

        nodes:
          groups:
            general: {capacity: spot, instanceTypes: [m7g.xlarge, m6g.xlarge, r7g.xlarge]}
            system:
              instanceTypes: [m7g.large]
              ami: AL2023_ARM_64_STANDARD
              scaling: {min: 2, max: 3}
              subnets: private
              taints: {CriticalAddonsOnly: {effect: NoSchedule}}
        services: {web: {replicas: 2}}
    """
    for name, service in services_on_nodes(platform).items():
        nodes = [fleet.node for fleet in fleets_for(platform, service)]
        spot = [isinstance(node, NodeGroup) and node.capacity == "spot" for node in nodes]
        if fewest(platform, service) == 1 and spot and all(spot):
            message = f"{name} is one pod, and all nodes that it can run on are spot; run two, or add bought nodes"
            yield Violation(service, "replicas", message, at_least(service, 2))
