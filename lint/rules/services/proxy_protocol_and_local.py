from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "SVC-040",
    ERROR,
    "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/#preserve-client-ip",
)
def proxy_protocol_and_local(platform: Platform) -> Iterator[Violation]:
    """A load balancer speaks the proxy protocol to a health check that does not.

    With trafficPolicy Local it asks kube-proxy for health, by HTTP; with the proxy protocol in front of the question,
    every node counts as ill, and nothing gets through. Local keeps the caller's address already.

    Bad:

        services:
          web:
            spread: {over: node, required: true}
            expose:
              type: LoadBalancer
              loadBalancer: {targets: instance, trafficPolicy: Local, crossZone: true, proxyProtocol: true}

    Good:

        services:
          web:
            spread: {over: node, required: true}
            expose:
              type: LoadBalancer
              loadBalancer: {targets: instance, trafficPolicy: Local, crossZone: true}
    """
    for balancer in service_load_balancers(platform).values():
        if balancer.kind == "nlb" and balancer.proxy_protocol and balancer.traffic_policy == "Local":
            message = "kube-proxy's health check does not know it; leave it out: Local keeps the caller's address"
            yield Violation(balancer, "proxy_protocol", message, Fix(REMOVED))
