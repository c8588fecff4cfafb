"""Where nodes of a group lie, and what must be there before the first of them."""

from collections.abc import Iterator

from generator.platform.fleets import fleet_of
from generator.platform.network.addresses import Subnet, subnets
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform import eks_addons, network
from generator.render.terraform.block import Block
from generator.render.terraform.nodes.roles import group_policies


def group_subnets(platform: Platform, group: NodeGroup) -> list[Subnet]:
    """The subnets of a group's nodes."""
    zones = fleet_of(platform, group).zones
    return [item for item in subnets(platform) if item.tier == group.subnets and item.zone in zones]


def before(platform: Platform, name: str, group: NodeGroup) -> Iterator[Block]:
    """Yield the rights, add-ons and routes that a group's nodes need to become ready."""
    yield from group_policies(platform, name, group)
    yield from eks_addons.before_nodes(platform)
    yield from network.before_nodes(platform)
