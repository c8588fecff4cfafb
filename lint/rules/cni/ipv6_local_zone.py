from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.network.addresses import local_zone
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import private_tier
from lint.rule import ERROR, rule


@rule("CNI-078", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/Extend_VPCs.html")
def ipv6_local_zone(platform: Platform) -> Iterator[Violation]:
    """Nodes of an IPv6 cluster in a Local Zone.

    The VPC's IPv6 block belongs to the region, so a subnet in a Local Zone has none of it. EKS places no node of an
    IPv6 cluster where it would get no IPv6 address.

    Bad:

        region: us-east-1
        subnets: {edge: {kind: private, cidrs: {b: 10.0.96.0/24}, localZone: {name: us-east-1-bos-1a, parent: b}}}
        ingress: null
        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true}}
        nodes: {groups: {general: {subnets: edge}}}

    Good:

        region: us-east-1
        subnets: {edge: {kind: private, cidrs: {b: 10.0.96.0/24}, localZone: {name: us-east-1-bos-1a, parent: b}}}
        ingress: null
        cluster: {ipFamily: ipv6}
        cni: {mode: prefixDelegation, settings: {ENABLE_V4_EGRESS: true}}
        nodes: {groups: {general: {subnets: private}}}
    """
    for fleet in fleets(platform):
        if is_ipv6(platform) and local_zone(platform, fleet.subnets) is not None:
            message = f"{fleet.subnets} lies in a Local Zone and has no IPv6, which nodes need here; use another tier"
            yield Violation(fleet.node, "subnets", message, private_tier(platform))
