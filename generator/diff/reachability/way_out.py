"""Which tiers of subnets lead to the internet, and from it.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html
"""

from collections.abc import Iterator

from generator.diff.reachability.way import EVERYWHERE, EVERYWHERE_6, Gate, Way
from generator.platform.network.ipv6_blocks import has_way_out
from generator.platform.types.platform import Platform


def ways(platform: Platform) -> Iterator[Way]:
    """Public tiers by the internet gateway, private ones by NAT, where there is some."""
    for name, tier in sorted(platform.subnets.items()):
        if tier.kind == "public":
            yield Way(Gate(f"subnets of {name}", "internet gateway", public=True, outward=True), EVERYWHERE)
        elif tier.kind == "private" and platform.vpc.nat != "none":
            yield Way(Gate(f"subnets of {name}", "NAT", public=True, outward=True), EVERYWHERE)
        if tier.kind == "private" and has_way_out(platform):
            yield Way(Gate(f"subnets of {name}", "egress-only gateway", public=True, outward=True), EVERYWHERE_6)
