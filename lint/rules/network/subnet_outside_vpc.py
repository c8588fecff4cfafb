from collections.abc import Iterator

from generator.platform.network.addresses import network, vpc_networks
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("NET-002", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html")
def subnet_outside_vpc(platform: Platform) -> Iterator[Violation]:
    """A subnet lies in no CIDR of the VPC.

    A subnet is a part of one of the VPC's CIDRs. AWS refuses any other when the plan has already made half of the
    network.

    Bad:

        subnets: {data: {kind: isolated, cidrs: {a: 10.1.0.0/24, b: 10.1.1.0/24, c: 10.1.2.0/24}}}

    Good:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
    """
    ours = vpc_networks(platform)
    for tier in platform.subnets.values():
        for zone, cidr in (tier.cidrs or {}).items():
            if not any(network(cidr).subnet_of(vpc) for vpc in ours):
                known = ", ".join(map(str, ours))
                yield Violation(tier, ("cidrs", zone), f"{cidr} lies in no CIDR of the VPC ({known})")
