from collections.abc import Iterator

from generator.platform.services.containers import service_ports
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, rule

MANY, HTTP = 3, {"http", "https"}


@rule("SVC-038", INFO, "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-networking.html")
def load_balancer_each(platform: Platform) -> Iterator[Violation]:
    """Three services or more have a load balancer each where one could do.

    Each is paid for by the hour, and takes addresses in every subnet. What speaks HTTP can share one: by routes of
    `ingress`.

    Bad:

        services:
          web: {expose: {type: LoadBalancer}}
          b: &b
            namespace: shop
            image: public.ecr.aws/nginx/nginx:1.29
            ports: {http: 80}
            expose: {type: LoadBalancer}
          c: *b

    Good:

        services: {web: {expose: {type: LoadBalancer}}}
    """
    found = [name for name in service_load_balancers(platform) if HTTP & {*service_ports(platform.services[name])}]
    if len(found) >= MANY:
        message = f"{', '.join(found)} have a load balancer each; let routes of ingress share one"
        yield Violation(platform, "services", message)
