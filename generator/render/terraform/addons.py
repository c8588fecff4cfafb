"""EKS add-ons: those that nodes need come before them, the rest after; and the file systems that one of them mounts."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.terraform import file_systems
from generator.render.terraform.block import Block
from generator.render.terraform.eks_addons import addons, block, identity
from generator.render.terraform.nodes import running


def blocks(platform: Platform) -> Iterator[Block]:
    """Every add-on, and the role that it needs."""
    for addon in addons(platform):
        yield from identity(platform, addon)
        yield block(platform, addon, [] if addon.before_nodes else running(platform))
    yield from file_systems.blocks(platform)
