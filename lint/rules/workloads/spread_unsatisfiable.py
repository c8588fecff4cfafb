from collections.abc import Iterator

from generator.platform.nodes.taints import fleets_for
from generator.platform.services.workloads import spread
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "WRK-035",
    ERROR,
    "https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/#spread-constraint-definition",
)
def spread_unsatisfiable(platform: Platform) -> Iterator[Violation]:
    """Pods must be spread over more zones or nodes than there are.

    With fewer than minDomains, no more than maxSkew pods fit into each zone or on each node: the rest stay Pending.

    Bad:

        services: {web: {replicas: 5, spread: {over: zone, required: true, minDomains: 4}}}

    Good:

        services: {web: {replicas: 5, spread: {over: zone, required: true, minDomains: 3}}}
    """
    for name, service in platform.services.items():
        placed = spread(service)
        if placed is None or not placed.required or placed.min_domains is None:
            continue
        nodes = fleets_for(platform, service)
        zones = len({zone for fleet in nodes for zone in fleet.zones})
        have = zones if placed.over == "zone" else sum(fleet.max for fleet in nodes)
        if nodes and placed.min_domains > have:
            fit = f"{have * placed.max_skew} pods of {name} fit"
            message = f"there are {have} {placed.over}s for its pods at most, so {fit}; lower minDomains"
            yield Violation(placed, "min_domains", message, Fix(have))
