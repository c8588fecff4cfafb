from collections.abc import Iterator

from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-055", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/ipv6.html")
def ipv6_load_balancer(platform: Platform) -> Iterator[Violation]:
    """A load balancer without IPv6 in front of pods that have nothing else.

    The AWS Load Balancer Controller makes targets of pods with their IPv6 addresses, and refuses to do so for a load
    balancer that has only IPv4: the Ingress never gets an address. A dualstack one takes requests by IPv4, too.

    Bad:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true}}
        ingress: {classes: {public: {ipAddressType: ipv4}}}

    Good:

        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true}}
        ingress: {classes: {public: {ipAddressType: dualstack}}}
    """
    for class_ in platform.ingress.classes.values():
        if is_ipv6(platform) and class_.ip_address_type == "ipv4":
            message = "a load balancer with IPv4 alone cannot reach pods of an IPv6 cluster; set dualstack"
            yield Violation(class_, "ip_address_type", message, Fix("dualstack"))
