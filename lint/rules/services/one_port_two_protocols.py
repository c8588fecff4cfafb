from collections.abc import Iterator

from generator.platform.containers import service_ports
from generator.platform.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "SVC-036",
    WARNING,
    "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#enable-tcp-udp-listener",
)
def one_port_two_protocols(platform: Platform) -> Iterator[Violation]:
    """A load balancer has one port for TCP and for UDP.

    Both together are a listener of another kind, which is off unless asked for: one of the two is not made. Give them
    different numbers in expose.ports, or set the attribute yourself.

    Bad:

        services:
          web: {ports: {dns: {port: 5353, protocol: UDP}, dns-tcp: 5353, http: 8080}, expose: {type: LoadBalancer}}

    Good:

        services:
          web:
            ports: {dns: {port: 5353, protocol: UDP}, dns-tcp: 5353, http: 8080}
            expose: {type: LoadBalancer, ports: {dns: 53, dns-tcp: 5353, http: 80}}
    """
    for name in service_load_balancers(platform):
        service = platform.services[name]
        first: dict[int, str] = {}
        for port, spec in service_ports(service).items():
            number = service.expose.ports.get(port, spec.port)
            other = first.setdefault(number, port)
            if other != port:
                message = (
                    f"{number} is {other} too, of another protocol; give one of them another number in expose.ports"
                )
                yield Violation(service, "expose", message)
