"""Where logs go, and who may write them: one module for each kind of stop, found by this folder's listing."""

from collections.abc import Iterator

from generator.platform.discover import modules
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block


def blocks(platform: Platform) -> Iterator[Block]:
    """Every stop of the platform's logs, and what lets them through."""
    for module in modules(__name__):
        yield from module.blocks(platform)
