"""Larger subnets: the smallest size that has room for all that is asked of them."""

from msgspec.structs import replace

from generator.platform.capacity import Demand
from generator.platform.network.addresses import slot, tier_zones
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix

LARGEST = 16
"""The shortest prefix of a subnet. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"""


def larger_subnets(platform: Platform, demand: Demand) -> Fix | None:
    """Gives the tier of a demand a size with room for it, headroom included; None where it cannot have such a one."""
    name = demand.subnet.tier
    tier = platform.subnets[name]
    for size in range(tier.size - 1, LARGEST - 1, -1) if tier.cidrs is None else ():
        larger = replace(tier, size=size)
        slots = {zone: slot(platform, larger, zone) for zone in tier_zones(platform, name)}
        cidr = slots.get(demand.subnet.zone)
        if cidr is None or None in slots.values():
            return None
        if _has_room(platform, demand._replace(subnet=demand.subnet._replace(cidr=cidr))):
            return Fix(size, field="size", node=tier)
    return None


def _has_room(platform: Platform, demand: Demand) -> bool:
    full = 100 - platform.lint.parameters.subnet_headroom
    return demand.fits and demand.total * 100 < full * demand.subnet.usable
