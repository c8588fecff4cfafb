from collections.abc import Iterator

from generator.platform.network.ipv6 import is_dual_stack
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "ING-034",
    ERROR,
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-ip-address-type.html",
)
def dualstack_subnets(platform: Platform) -> Iterator[Violation]:
    """A load balancer with IPv6 in a VPC that has none.

    Elastic Load Balancing refuses it, as its subnets have no IPv6 block, and the Ingress never gets an address.

    Bad:

        ingress: {classes: {public: {ipAddressType: dualstack}}}

    Good:

        ingress: {classes: {public: {ipAddressType: ipv4}}}
    """
    for class_ in platform.ingress.classes.values():
        if class_.ip_address_type not in {None, "ipv4"} and not is_dual_stack(platform):
            message = f"{class_.ip_address_type} needs subnets with IPv6; set vpc.ipv6: true, or use ipv4"
            yield Violation(class_, "ip_address_type", message, Fix("ipv4"))
