"""Subnets that would have the same IPv6 block, or none."""

from collections.abc import Iterator

from generator.platform.network.ipv6 import is_dual_stack
from generator.platform.network.ipv6_blocks import SLOTS, ZONES, slot
from generator.platform.types.platform import Platform
from generator.platform.types.subnets import SubnetTier
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield tiers in a slot that another has, and zones that no slot has a block for."""
    if not is_dual_stack(platform):
        return
    for index, zone in enumerate(platform.vpc.zones):
        if zone not in ZONES:
            message = f"there are IPv6 blocks for zones {ZONES[0]} to {ZONES[-1]} alone"
            yield Violation(platform.vpc, ("zones", index), message)
    slots = {name: slot(tier) for name, tier in platform.subnets.items() if _takes_one(platform, tier)}
    free = iter(sorted(set(range(SLOTS)) - set(slots.values())))
    taken: dict[int, str] = {}
    for name in sorted(slots, key=lambda name: _order(platform, name)):
        first = taken.setdefault(slots[name], name)
        if first != name:
            yield _shared(platform, name, first, next(free, None))


def _takes_one(platform: Platform, tier: SubnetTier) -> bool:
    """Whether a tier has blocks of ours: adopted subnets have their owner's, and a Local Zone has none."""
    return tier.local_zone is None and not set(platform.vpc.zones) <= set(tier.ids or ())


def _order(platform: Platform, name: str) -> tuple[bool, bool, str]:
    """Who keeps a slot: a tier that is where its kind lies by default, before one that lies elsewhere."""
    tier = platform.subnets[name]
    return tier.ipv6_slot is not None, bool(tier.from_ or tier.cidrs), name


def _shared(platform: Platform, name: str, first: str, free: int | None) -> Violation:
    tier = platform.subnets[name]
    todo = f"a VPC has {SLOTS} slots; remove a tier" if free is None else f"give ipv6Slot: {free} here"
    if tier.ipv6_slot is not None:
        return Violation(tier, "ipv6_slot", f"IPv6 slot {slot(tier)} is that of {first}; {todo}")
    message = f"IPv6 slot {slot(tier)} is that of {first}, of kind {tier.kind} too; {todo}"
    return Violation(platform, ("subnets", name), message)
