from collections.abc import Iterator
from typing import Literal

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

QUOTA: dict[Literal["nlb", "clb"], int] = {"nlb": 50, "clb": 20}


@rule("SVC-024", WARNING, "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-limits.html")
def too_many_load_balancers(platform: Platform) -> Iterator[Violation]:
    """More load balancers of services than an account has in a region.

    The quota is 50 Network Load Balancers and 20 Classic ones, those of others in the account included, until AWS
    raises it. The first beyond it is not made.

    Bad:

        services:
          web: {expose: {type: LoadBalancer, loadBalancer: {kind: clb, controller: inTree}}}
          b: &b
            namespace: shop
            image: public.ecr.aws/nginx/nginx:1.29
            ports: {http: 8080}
            expose: {type: LoadBalancer, loadBalancer: {kind: clb, controller: inTree}}
          c: *b
          d: *b
          e: *b
          f: *b
          g: *b
          h: *b
          i: *b
          j: *b
          k: *b
          l: *b
          m: *b
          n: *b
          o: *b
          p: *b
          q: *b
          r: *b
          s: *b
          t: *b
          u: *b

    Good:

        services: {web: {expose: {type: LoadBalancer}}}
    """
    kinds = [balancer.kind for balancer in service_load_balancers(platform).values()]
    for kind, quota in QUOTA.items():
        if kinds.count(kind) > quota:
            message = (
                f"{kinds.count(kind)} of kind {kind}, and the quota is {quota}; share one by ingress, or have it raised"
            )
            yield Violation(platform, "services", message)
