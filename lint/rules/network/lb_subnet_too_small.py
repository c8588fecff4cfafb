from collections.abc import Iterator

from generator.platform.capacity import tightest
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.room import larger_subnets
from lint.rule import ERROR, rule


@rule(
    "NET-020",
    ERROR,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
)
def lb_subnet_too_small(platform: Platform) -> Iterator[Violation]:
    """A subnet has not enough free addresses for its load balancers.

    Each load balancer asks for 8 free addresses in every subnet that it lies in; the controller skips a subnet with
    fewer, and the load balancer is not made or cannot grow. A /28 has 16 - 5 = 11: enough for one.

    Bad:

        subnets: {public: {size: 28}}
        ingress:
          classes:
            staff:
              controller: alb
              scheme: internet-facing
              certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/a"]
              waf: arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/b
          routes: {staff: {class: staff, hosts: {staff.example.com: {/: "web:http"}}}}

    Good:

        subnets: {public: {size: 27}}
        ingress:
          classes:
            staff:
              controller: alb
              scheme: internet-facing
              certificates: ["arn:aws:acm:eu-west-1:111122223333:certificate/a"]
              waf: arn:aws:wafv2:eu-west-1:111122223333:regional/webacl/a/b
          routes: {staff: {class: staff, hosts: {staff.example.com: {/: "web:http"}}}}
    """
    for demand in tightest(platform):
        if demand.free < 0 and demand.load_balancers and not demand.nodes + demand.pods:
            have = f"{demand.subnet.name} ({demand.subnet.cidr}) has {demand.subnet.usable} addresses"
            message = f"{have}; {demand.load_balancers} for load balancers, and {demand.total} in all, are needed"
            yield Violation(platform, ("subnets", demand.subnet.tier), message, larger_subnets(platform, demand))
