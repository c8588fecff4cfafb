from collections.abc import Iterator

from generator.platform.nodes.taints import fleets_for
from generator.platform.services.workloads import spread
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "WRK-036",
    WARNING,
    "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#known-limitations",
)
def spread_over_absent_nodes(platform: Platform) -> Iterator[Violation]:
    """Pods must be spread over zones, of which some may have no nodes.

    A zone counts as soon as it has a node. Where one is lost, or its nodes are full, pods wait for that one while
    others have room: a required spread makes a full outage of a partial one. Leave `required` out, and the scheduler
    does its best.

    Bad:

        nodes: {groups: {general: {scaling: {min: 2}}}}
        services: {web: {replicas: 3, spread: {over: zone, required: true}}}

    Good:

        nodes: {groups: {general: {scaling: {min: 2}}}}
        services: {web: {replicas: 3, spread: {over: zone, required: false}}}
    """
    for name, service in platform.services.items():
        placed = spread(service)
        if placed is None or not placed.required or placed.over != "zone":
            continue
        nodes = fleets_for(platform, service)
        zones, least = {zone for fleet in nodes for zone in fleet.zones}, sum(fleet.min for fleet in nodes)
        if least < len(zones):
            message = f"{least} nodes in {len(zones)} zones leave one without; pods of {name} may wait for it"
            yield Violation(placed, "required", message, Fix(False))
