"""IPv6: which of the VPC's blocks each subnet has. No state, and no order of keys, decides it.

Amazon gives the VPC a /56, which holds 256 blocks of /64, one for each subnet at most. They are numbered: a tier has
eight in a row, one for every letter of a zone, so there are 32 slots of tiers. A tier takes the slot of its kind
unless `ipv6Slot` names another; nothing that is added moves what exists. Adopted subnets have what their owner gave
them, and those in a Local Zone none: the /56 belongs to the region.

https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html
"""

from generator.platform.network.addresses import Subnet, local_zone
from generator.platform.network.adopted import adopts, subnet_id
from generator.platform.network.ipv6 import is_dual_stack
from generator.platform.types.platform import Platform
from generator.platform.types.subnets import SubnetTier

SLOTS = 32
"""Slots of tiers in a VPC."""

ZONES = "abcdefgh"
"""The zones that a slot has a block for."""

DEFAULT = {"private": 0, "public": 1, "isolated": 2}
"""The slot of a tier by its kind."""


def has_way_out(platform: Platform) -> bool:
    """Whether we make private subnets a way out by IPv6: where they have one by IPv4."""
    private = any(tier.kind == "private" for tier in platform.subnets.values())
    return is_dual_stack(platform) and private and platform.vpc.nat != "none" and not adopts(platform)


def has_ipv6(platform: Platform, subnet: Subnet) -> bool:
    """Whether a subnet has IPv6 addresses."""
    return is_dual_stack(platform) and local_zone(platform, subnet.tier) is None


def slot(tier: SubnetTier) -> int:
    """The slot of a tier, 0 to 31."""
    return DEFAULT[tier.kind] if tier.ipv6_slot is None else tier.ipv6_slot


def block_number(platform: Platform, subnet: Subnet) -> int | None:
    """Which of the VPC's /64 blocks a subnet of ours gets, 0 to 255; None for one that gets none from us.

    Raises ValueError for a zone without blocks.
    """
    if not has_ipv6(platform, subnet) or subnet_id(platform, subnet) is not None:
        return None
    return slot(platform.subnets[subnet.tier]) * len(ZONES) + ZONES.index(subnet.zone)
