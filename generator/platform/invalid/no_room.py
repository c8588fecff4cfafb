"""Subnets that cannot be allotted."""

from collections import defaultdict
from collections.abc import Iterator
from ipaddress import IPv4Network

from generator.platform.network.addresses import SMALLEST, block, network, slot, tier_zones, vpc_networks
from generator.platform.types.platform import Platform
from generator.platform.types.subnets import SubnetTier
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield tiers whose slots do not exist, lie in no CIDR of the VPC, or are another tier's too."""
    allotted = {name: tier for name, tier in platform.subnets.items() if tier.cidrs is None}
    if network(platform.vpc.cidr).prefixlen > SMALLEST:
        without = sorted(name for name, tier in allotted.items() if tier.from_ is None)
        if without:
            yield Violation(platform.vpc, "cidr", _too_small(platform.vpc.cidr, without))
            return
    claims: dict[IPv4Network, list[str]] = defaultdict(list)
    for name, tier in sorted(allotted.items()):
        if tier.from_ is not None and network(tier.from_) not in vpc_networks(platform):
            known = ", ".join(map(str, vpc_networks(platform)))
            yield Violation(tier, "from_", f"{tier.from_} is not a CIDR of the VPC; its CIDRs: {known}")
            continue
        claims[block(platform, tier)].append(name)
        yield from _beyond(platform, name, tier)
    for space, names in claims.items():
        for name in names[1:]:
            yield Violation(platform, ("subnets", name), _shared(space, names[0], allotted[name]))
    yield from _whole(platform, allotted)


def _too_small(cidr: str, tiers: list[str]) -> str:
    return f"no room for {', '.join(tiers)}: AWS has no VPC as small as {cidr}; use at least a /{SMALLEST}"


def _beyond(platform: Platform, name: str, tier: SubnetTier) -> Iterator[Violation]:
    space = block(platform, tier)
    zones = tier_zones(platform, name)
    for zone in zones:
        if slot(platform, tier, zone) is None:
            fits = 0 if tier.size < space.prefixlen else 2 ** (tier.size - space.prefixlen)
            which = f"zones a to {chr(ord('a') + fits - 1)}" if fits > 1 else "zone a" if fits else "none"
            holds = f"{space} holds {fits} subnet{'' if fits == 1 else 's'} of /{tier.size} ({which})"
            yield Violation(tier, "size", f"no room for zone {zone}: {holds}; {_fitting(zones, space)}")
            return


def _fitting(zones: tuple[str, ...], space: IPv4Network) -> str:
    """What would fit: the largest subnets of which there is one for every zone, up to the last by its letter."""
    last = ord(max(zones)) - ord("a")
    size = space.prefixlen + last.bit_length()
    return f"use size {size}, or give `cidrs`" if size <= SMALLEST else "give `cidrs`, or a larger CIDR"


def _shared(space: IPv4Network, first: str, tier: SubnetTier) -> str:
    if tier.from_ is not None:
        return f"{space} is allotted to {first} alone; give `cidrs` here, or another CIDR in `from`"
    where = f"{space} is where {first}, of kind {tier.kind} too, is allotted from"
    return f"{where}; give `cidrs` here, or a CIDR of its own in `from`"


def _whole(platform: Platform, allotted: dict[str, SubnetTier]) -> Iterator[Violation]:
    """A tier with `from` has the CIDR alone, so no other may be allotted from a part of it."""
    for name, tier in sorted(allotted.items()):
        if tier.from_ is not None and network(tier.from_) == network(platform.vpc.cidr):
            others = sorted(n for n, other in allotted.items() if other.from_ is None)
            if others:
                yield Violation(
                    tier, "from_", f"{name} would have {tier.from_} alone, but {', '.join(others)} lie in it too"
                )
