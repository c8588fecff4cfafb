from collections.abc import Iterator
from ipaddress import IPv4Address, IPv4Network

from generator.platform.network.addresses import tier_subnets
from generator.platform.services.service_load_balancers import service_load_balancers, tiers
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "SVC-011",
    ERROR,
    "https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/#eip-allocations",
)
def address_count(platform: Platform) -> Iterator[Violation]:
    """A load balancer has not as many fixed addresses as subnets, or of the wrong kind.

    One that is internet-facing takes an Elastic IP for each of its subnets, an internal one an address inside each.
    With any other number, or an address that is in none of them, the controller makes nothing.

    Bad:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer:
                crossZone: true
                addresses: {eips: [eipalloc-0123456789abcdef0], private: [10.0.0.9, 10.0.16.9, 10.0.32.9]}

    Good:

        services:
          web:
            expose:
              type: LoadBalancer
              loadBalancer:
                crossZone: true
                addresses: {private: [10.0.0.9, 10.0.16.9, 10.0.32.9]}
    """
    for balancer in service_load_balancers(platform).values():
        own = [subnet.cidr for tier in tiers(platform, balancer) for subnet in tier_subnets(platform, tier)]
        for field, scheme in (("eips", "internet-facing"), ("private", "internal")):
            given = getattr(balancer.addresses, field)
            if given and balancer.scheme != scheme:
                message = f"only a load balancer that is {scheme} has these; remove them"
                yield Violation(balancer.addresses, field, message, Fix(REMOVED))
            elif given and len(given) != len(own):
                message = f"{len(given)} addresses for {len(own)} subnets; give one for each"
                yield Violation(balancer.addresses, field, message)
        for index, address in enumerate(balancer.addresses.private):
            if not any(_inside(address, cidr) for cidr in own):
                message = f"{address} is in none of its subnets, {', '.join(map(str, own))}; choose one of these"
                yield Violation(balancer.addresses, ("private", index), message)


def _inside(address: str, cidr: IPv4Network) -> bool:
    try:
        return IPv4Address(address) in cidr
    except ValueError:
        return False
