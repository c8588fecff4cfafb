from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.services.containers import service_ports
from generator.platform.services.replicas import most
from generator.platform.services.service_load_balancers import service_load_balancers, targets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

IN_ZONE, PORTS = 500, 50


@rule("SVC-023", ERROR, "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html")
def too_many_targets(platform: Platform) -> Iterator[Violation]:
    """A load balancer has more targets or ports than it can have.

    At most 500 targets in a zone, and 50 ports. Pods are targets at their most, or all nodes at their
    most; what is beyond the limit gets nothing.

    Bad:

        services: {web: {replicas: {min: 2, max: 2000}, expose: {type: LoadBalancer}}}
        addons: {metrics-server: {}}

    Good:

        services: {web: {replicas: {min: 2, max: 200}, expose: {type: LoadBalancer}}}
        addons: {metrics-server: {}}
    """
    for name, balancer in service_load_balancers(platform).items():
        service, zones = platform.services[name], len(platform.vpc.zones)
        nodes = targets(balancer) == "instance"
        count = sum(fleet.max for fleet in fleets(platform)) if nodes else most(platform, service)
        if -(-count // zones) > IN_ZONE:
            what = "nodes" if nodes else "pods"
            message = f"{count} {what} are more than {IN_ZONE} in a zone; use fewer, or a route of ingress"
            yield Violation(service, "expose", message)
        if len(service_ports(service)) > PORTS:
            yield Violation(
                service, "expose", f"{len(service_ports(service))} ports are more than {PORTS}; split {name}"
            )
