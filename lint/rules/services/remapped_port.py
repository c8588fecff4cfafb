from collections.abc import Iterator

from generator.platform.services.connections import calls
from generator.platform.services.containers import pod_ports
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "SVC-039",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html",
    also=("groundplan:CNI-041",),
)
def remapped_port(platform: Platform) -> Iterator[Violation]:
    """A service is called inside the cluster by a port that is not its container's.

    Network policies are enforced on EKS only where the port of the Service is the container's: callers inside are
    dropped that use another number. Let them call a service of its own, or give the container the number.

    Bad:

        services:
          web: {expose: {type: LoadBalancer, ports: {http: 80}, loadBalancer: {crossZone: true}}}
          job: {namespace: shop, image: "public.ecr.aws/nginx/nginx:1.29", connectsTo: {web: http}}

    Good:

        services:
          web: {expose: {type: LoadBalancer, ports: {http: 8080}, loadBalancer: {crossZone: true}}}
          job: {namespace: shop, image: "public.ecr.aws/nginx/nginx:1.29", connectsTo: {web: http}}
    """
    called = {call for service in platform.services.values() for call in calls(service)}
    for name, service in platform.services.items():
        for port, number in service.expose.ports.items():
            own = pod_ports(service)[port].port
            if (name, port) in called and number != own and platform.cni.network_policy != "off":
                message = f"services call {name} at {number}, and its container listens at {own}; use one number"
                yield Violation(service.expose, ("ports", port), message, Fix(own))
