from collections.abc import Iterator

from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "SVC-041",
    ERROR,
    "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#lb-source-ranges",
)
def ignored_source_ranges(platform: Platform) -> Iterator[Violation]:
    """A load balancer has source ranges, and security groups of yours, which make them void.

    The ranges become rules of the security group that the controller makes. With groups of yours it makes none: who is
    let in is what those say, and the ranges here are not looked at.

    Bad:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer: {crossZone: true, securityGroups: [sg-0123456789abcdef0], sourceRanges: [10.0.0.0/16]}

    Good:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer: {crossZone: true, securityGroups: [sg-0123456789abcdef0]}
    """
    for name, balancer in service_load_balancers(platform).items():
        for field in ("source_ranges", "prefix_lists"):
            if balancer.security_groups and getattr(balancer, field):
                message = f"its security groups say who reaches {name}, not these; let the groups have them"
                yield Violation(balancer, field, message, Fix(REMOVED))
