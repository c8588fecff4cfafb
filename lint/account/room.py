"""A platform whose subnets have what others hold there now."""

from msgspec.structs import replace

from generator.platform.types.platform import Platform


def with_others(platform: Platform, taken: dict[tuple[str, str], int]) -> Platform:
    """The platform with at least what others hold, by tier and zone, taken out of its subnets.

    The language has one number for all zones of a tier: the most of any zone holds for all.
    """
    most: dict[str, int] = {}
    for (tier, _), number in taken.items():
        most[tier] = max(most.get(tier, 0), number)
    tiers = {
        name: replace(tier, taken_by_others=max(tier.taken_by_others, most.get(name, 0)))
        for name, tier in platform.subnets.items()
    }
    return replace(platform, subnets=tiers)
