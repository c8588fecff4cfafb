from collections.abc import Iterator

from generator.platform.network.addresses import tier_subnets
from generator.platform.services.replicas import fewest
from generator.platform.services.service_load_balancers import service_load_balancers, tiers
from generator.platform.types.load_balancer import LoadBalancer
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "SVC-013",
    ERROR,
    "https://kubernetes.io/docs/tasks/access-application-cluster/create-external-load-balancer/#preserving-the-client-source-ip",
)
def local_blackhole(platform: Platform) -> Iterator[Violation]:
    """A zone of the load balancer may have no pod that it could send to.

    With trafficPolicy Local it sends only to nodes with a pod, and without crossZone only to nodes of the zone that it
    was reached in. Its name has an address in every zone: with fewer pods than zones, some of these lead nowhere.

    Bad:

        services:
          web:
            replicas: 2
            spread: {over: node, required: true}
            expose: {type: LoadBalancer, loadBalancer: {targets: instance, trafficPolicy: Local}}

    Good:

        services:
          web:
            replicas: 2
            spread: {over: node, required: true}
            expose: {type: LoadBalancer, loadBalancer: {targets: instance, trafficPolicy: Local, crossZone: true}}
    """
    for name, balancer in service_load_balancers(platform).items():
        service, zones = platform.services[name], _zones(platform, balancer)
        few = service.kind != "DaemonSet" and fewest(platform, service) < zones
        if balancer.traffic_policy == "Local" and not balancer.cross_zone and few:
            message = (
                f"{name} has pods in {fewest(platform, service)} of {zones} zones at worst; set crossZone, or run more"
            )
            yield Violation(balancer, "traffic_policy", message, Fix(True, field="cross_zone"))


def _zones(platform: Platform, balancer: LoadBalancer) -> int:
    return len({subnet.zone for tier in tiers(platform, balancer) for subnet in tier_subnets(platform, tier)})
