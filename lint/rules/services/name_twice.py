from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "SVC-012",
    ERROR,
    "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#load-balancer-name",
)
def name_twice(platform: Platform) -> Iterator[Violation]:
    """Two load balancers have one name.

    Names are unique in an account and region: AWS refuses the second, and its service is not reached.

    Bad:

        services:
          web: {expose: {type: LoadBalancer, loadBalancer: {name: demo-web, crossZone: false}}}
          worker:
            namespace: shop
            image: public.ecr.aws/nginx/nginx:1.29
            ports: {http: 8080}
            probes: {readiness: {port: http}}
            expose: {type: LoadBalancer, loadBalancer: {name: demo-web, crossZone: false}}

    Good:

        services:
          web: {expose: {type: LoadBalancer, loadBalancer: {name: demo-web, crossZone: false}}}
          worker:
            namespace: shop
            image: public.ecr.aws/nginx/nginx:1.29
            ports: {http: 8080}
            probes: {readiness: {port: http}}
            expose: {type: LoadBalancer, loadBalancer: {crossZone: false}}
    """
    first: dict[str, str] = {}
    for service, balancer in service_load_balancers(platform).items():
        if balancer.name is not None and first.setdefault(balancer.name, service) != service:
            message = f"{first[balancer.name]} has a load balancer of this name; give it another one, or leave it out"
            yield Violation(balancer, "name", message, Fix(REMOVED))
