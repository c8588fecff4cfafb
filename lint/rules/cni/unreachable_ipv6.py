from collections.abc import Iterator

from generator.platform.network.ipv6 import is_dual_stack, is_ipv6
from generator.platform.types.connections import Destination
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule


@rule("CNI-075", WARNING, "https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md")
def unreachable_ipv6(platform: Platform) -> Iterator[Violation]:
    """A service calls an IPv6 network, and its pods have no IPv6.

    Pods of an IPv4 cluster reach IPv6 addresses only with ENABLE_V6_EGRESS, by their node's address. The network policy
    that allows the call changes nothing about that.

    Bad:

        vpc: {ipv6: true}
        services: {web: {connectsTo: {partner: {cidr: "2001:db8:7::/48", ports: [443]}}}}

    Good:

        vpc: {ipv6: true}
        cni: {settings: {ENABLE_V6_EGRESS: true}}
        services: {web: {connectsTo: {partner: {cidr: "2001:db8:7::/48", ports: [443]}}}}
    """
    if is_ipv6(platform) or platform.cni.settings.enable_v6_egress:
        return
    turned_on = Fix(True, field="enable_v6_egress", node=platform.cni.settings)
    fix = turned_on if is_dual_stack(platform) else None
    for service in platform.services.values():
        for target in service.connects_to.values():
            if isinstance(target, Destination) and ":" in (target.cidr or ""):
                message = "pods of an IPv4 cluster have no IPv6; set ENABLE_V6_EGRESS, with vpc.ipv6: true"
                yield Violation(target, "cidr", message, fix)
