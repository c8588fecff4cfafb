from collections.abc import Iterator

from generator.platform.nodes.taints import fleets_for
from generator.platform.services.replicas import fewest
from generator.platform.services.workloads import spread
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.remedies import at_least
from lint.rule import INFO, WARNING, rule


@rule(
    "SVC-018",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-networking.html",
    development=INFO,
)
def zone_without_pod(platform: Platform) -> Iterator[Violation]:
    """Calls are to stay in their zone, and a zone may have no pod to take them, or one for very many.

    With PreferSameZone all calls of a zone go to the pods in it, however few these are; those of a zone without any go
    to all. With fewer pods than zones, or pods that are not spread over zones, some pods get the calls of a whole zone
    while others idle, and an autoscaler that looks at the average does not notice.

    Bad:

        services: {web: {replicas: 2, expose: {type: ClusterIP, trafficDistribution: PreferSameZone}}}

    Good:

        services: {web: {replicas: 3, expose: {type: ClusterIP, trafficDistribution: PreferSameZone}}}
    """
    for name, service in platform.services.items():
        if service.expose.traffic_distribution != "PreferSameZone" or service.kind == "DaemonSet":
            continue
        zones = len({zone for fleet in fleets_for(platform, service) for zone in fleet.zones})
        placed, count = spread(service), fewest(platform, service)
        if count < zones:
            message = f"{name} has {count} pods at least, for {zones} zones; run {zones}, or leave this out"
            yield Violation(service.expose, "traffic_distribution", message, at_least(service, zones))
        elif placed is None or placed.over != "zone":
            message = f"nothing spreads the pods of {name} over zones; set spread to zone"
            over_zones = Fix("zone", field="spread", node=service)
            yield Violation(service.expose, "traffic_distribution", message, over_zones)
