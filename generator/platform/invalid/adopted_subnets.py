"""Subnets in an adopted VPC of which too little is said."""

from collections.abc import Iterator

from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.types.subnets import SubnetTier
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield tiers of an adopted VPC without CIDRs, those of ours without a way out, and ids that are given twice."""
    if not adopts(platform):
        return
    first: dict[str, str] = {}
    for name, tier in sorted(platform.subnets.items()):
        if tier.cidrs is None:
            message = "which addresses of an adopted VPC are free is not known here; give `cidrs` for every zone"
            yield Violation(platform, ("subnets", name), message)
        if tier.ids is None and tier.route_tables is None and tier.kind != "isolated":
            yield Violation(tier, "kind", _no_table(tier))
        for zone, found in (tier.ids or {}).items():
            other = first.setdefault(found, f"{name}.ids.{zone}")
            if other != f"{name}.ids.{zone}":
                yield Violation(tier, ("ids", zone), f"{found} is subnets.{other} already; a subnet is of one tier")


def _no_table(tier: SubnetTier) -> str:
    what = f"{tier.kind} subnets made in an adopted VPC need a route table of it for every zone"
    return f"{what}; name them in `routeTables`, or adopt subnets with `ids`"
