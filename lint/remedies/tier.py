"""Another tier of subnets, where only one comes into question."""

from generator.platform.capacity import demands
from generator.platform.fleets import Fleet
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix
from lint.remedies import only_tier, private_tier


def private_for(platform: Platform, fleet: Fleet, tier: str) -> Fix | None:
    """Moves a fleet to the private tier, where it lies in this one itself, and not only its pods."""
    fix = private_tier(platform) if fleet.subnets == tier else None
    return fix and fix._replace(field="subnets", node=fleet.node)


def unused_isolated(platform: Platform) -> Fix | None:
    """The isolated tier of the region that nothing lies in, where there is one alone."""
    used = {demand.subnet.tier for demand in demands(platform) if demand.total}
    regional = ((name, tier) for name, tier in platform.subnets.items() if tier.local_zone is None)
    return only_tier([name for name, tier in regional if tier.kind == "isolated" and name not in used])
