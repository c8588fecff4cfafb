from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.network.addresses import local_zone
from generator.platform.nodes.taints import repelling
from generator.platform.services.load_balancers import class_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "NET-055",
    WARNING,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-register-targets.html",
)
def local_zone_out_of_reach(platform: Platform) -> Iterator[Violation]:
    """Pods in a Local Zone get nothing from the load balancers.

    A load balancer reaches targets in the zones that it has subnets in, and those of ingress classes lie in the
    region. A pod of a routed service that is scheduled to a Local Zone is healthy and idle. A taint keeps pods away
    that do not ask for the Local Zone.

    Bad:

        region: us-east-1
        subnets: {edge: {kind: private, cidrs: {b: 10.0.96.0/24}, localZone: {name: us-east-1-bos-1a, parent: b}}}
        nodes: {groups: {edge: {instanceTypes: [c6i.large], scaling: {min: 1, max: 2}, subnets: edge}}}

    Good:

        region: us-east-1
        subnets: {edge: {kind: private, cidrs: {b: 10.0.96.0/24}, localZone: {name: us-east-1-bos-1a, parent: b}}}
        nodes:
          groups:
            edge:
              instanceTypes: [c6i.large]
              scaling: {min: 1, max: 2}
              subnets: edge
              taints: {local-zone: {value: boston, effect: NoSchedule}}
    """
    if not class_load_balancers(platform):
        return
    for fleet in fleets(platform):
        zone = local_zone(platform, fleet.subnets)
        if zone is not None and not repelling(fleet):
            message = f"load balancers do not reach pods of {fleet.name} in {zone}; taint it with NoSchedule"
            yield Violation(fleet.node, "taints", message)
