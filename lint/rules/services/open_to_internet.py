from collections.abc import Iterator

from generator.platform.network.addresses import network
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("SVC-008", WARNING, "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/nlb/")
def open_to_internet(platform: Platform) -> Iterator[Violation]:
    """A load balancer lets the whole internet in, and nobody says that it is meant to.

    Without source ranges everybody is let in. Where that is meant, allow this finding with the reason.

    Bad:

        services: {web: {expose: {type: LoadBalancer, loadBalancer: {scheme: internet-facing}}}}

    Good:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer: {scheme: internet-facing, crossZone: true, sourceRanges: [203.0.113.0/24]}
    """
    for name, balancer in service_load_balancers(platform).items():
        named = balancer.source_ranges or balancer.prefix_lists
        everybody = not named or any(not network(cidr).prefixlen for cidr in balancer.source_ranges)
        if balancer.scheme == "internet-facing" and everybody and not balancer.security_groups:
            message = f"everybody reaches {name}; name networks in sourceRanges, or allow this with the reason"
            yield Violation(balancer, "source_ranges", message)
