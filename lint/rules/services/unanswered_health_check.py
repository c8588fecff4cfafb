from collections.abc import Iterator

from generator.platform.services.containers import pod_ports, service_ports
from generator.platform.services.service_load_balancers import one_listener, service_load_balancers, targets
from generator.platform.types.load_balancer import LoadBalancer
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "SVC-042",
    ERROR,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-health-checks.html",
)
def unanswered_health_check(platform: Platform) -> Iterator[Violation]:
    """A load balancer asks a UDP port for health, which nothing answers.

    It asks by TCP or HTTP alone, and unless told otherwise the port that it sends to: no target is ever healthy. It
    asks the port of the readiness probe where there is one, and pods are targets; else name a port in healthCheck.

    Bad:

        services:
          web:
            ports: {syslog: {port: 5514, protocol: UDP}}
            expose: {type: LoadBalancer, loadBalancer: {crossZone: true, healthCheck: {path: /ready}}}

    Good:

        services:
          web:
            ports: {syslog: {port: 5514, protocol: UDP}}
            expose: {type: LoadBalancer, loadBalancer: {crossZone: true, healthCheck: {path: /ready, port: http}}}
    """
    for name, balancer in service_load_balancers(platform).items():
        service = platform.services[name]
        for port in _asked(service, balancer):
            if pod_ports(service)[port].protocol == "UDP":
                message = f"{port} answers no question for health; name a TCP port of {name} in healthCheck"
                yield Violation(service, "expose", message, _readiness_port(service, balancer))


def _asked(service: Service, balancer: LoadBalancer) -> list[str]:
    """The ports that it asks: one for all, or each that it sends to; none where kube-proxy answers for the node."""
    check, readiness = balancer.health_check, service.probes.readiness
    if check is not None and check.port is not None:
        return [check.port]
    if check is None and targets(balancer) == "ip" and readiness is not None:
        return [readiness.port]
    if balancer.traffic_policy == "Local" and not (check is not None and (check.protocol or check.path)):
        return []
    return [port for port in service_ports(service) if port not in one_listener(service)]


def _readiness_port(service: Service, balancer: LoadBalancer) -> Fix | None:
    """The port that the readiness probe asks, where there are a check and a probe."""
    check, readiness = balancer.health_check, service.probes.readiness
    return Fix(readiness.port, field="port", node=check) if check and readiness else None
