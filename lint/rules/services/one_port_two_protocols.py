from collections.abc import Iterator

from generator.platform.services.service_load_balancers import one_listener, service_load_balancers, two_protocols
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "SVC-036",
    ERROR,
    "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#tcp-udp-listener",
)
def one_port_two_protocols(platform: Platform) -> Iterator[Violation]:
    """A load balancer cannot have one port for TCP and for UDP here.

    A number of it is one listener. It takes both protocols where both go to one number of the container, without TLS,
    and the AWS Load Balancer Controller makes it; else one of the two is not made. Give them different numbers in
    expose.ports, or one number in the container.

    Bad:

        services:
          web:
            ports: {dns: {port: 5353, protocol: UDP}, dns-tcp: 5354, http: 8080}
            expose: {type: LoadBalancer, ports: {dns: 53, dns-tcp: 53, http: 80}}

    Good:

        services:
          web:
            ports: {dns: {port: 5353, protocol: UDP}, dns-tcp: 5353, http: 8080}
            expose: {type: LoadBalancer, ports: {dns: 53, dns-tcp: 53, http: 80}, loadBalancer: {crossZone: true}}
    """
    for name in service_load_balancers(platform):
        service = platform.services[name]
        for number, ports in two_protocols(service).items():
            if not one_listener(service).issuperset(ports):
                message = f"{' and '.join(ports)} are both {number}; give one of them another number in expose.ports"
                yield Violation(service, "expose", message)
