"""What pods run on: one module for each kind of thing, found by this folder's listing, with `blocks(platform)`."""

from collections.abc import Iterator

from generator.platform.discover import modules
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block


def blocks(platform: Platform) -> Iterator[Block]:
    """Everything of root 1 that makes nodes."""
    for module in modules(__name__):
        yield from module.blocks(platform)
