from collections.abc import Iterator

from generator.platform.network.addresses import Subnet, subnets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("NET-003", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html")
def subnets_overlap(platform: Platform) -> Iterator[Violation]:
    """Two subnets share addresses.

    AWS refuses the second one, whichever that is, in the middle of an apply. Tiers without `cidrs` are allotted so that
    they cannot overlap each other: private ones from the first half of the VPC's CIDR, public ones from the third
    quarter, isolated ones from the fourth. CIDRs that are given must keep clear of them.

    Bad:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.0.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}

    Good:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/24, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
    """
    widest: Subnet | None = None
    for subnet in sorted(subnets(platform), key=lambda s: (s.cidr, s.name)):
        if widest and subnet.cidr.overlaps(widest.cidr):
            given, other = sorted((subnet, widest), key=lambda s: _given(platform, s), reverse=True)
            yield _overlap(platform, given, other)
        if widest is None or subnet.cidr.broadcast_address > widest.cidr.broadcast_address:
            widest = subnet


def _given(platform: Platform, subnet: Subnet) -> tuple[bool, bool]:
    """How much somebody chose these addresses, and so is to blame."""
    tier = platform.subnets[subnet.tier]
    return tier.cidrs is not None, tier.from_ is not None


def _overlap(platform: Platform, subnet: Subnet, other: Subnet) -> Violation:
    message = f"{subnet.name} ({subnet.cidr}) overlaps {other.name} ({other.cidr}); give it addresses of its own"
    tier = platform.subnets[subnet.tier]
    field = ("cidrs", subnet.zone) if tier.cidrs is not None else "from_"
    return Violation(tier, field, message)
