"""What pods run on: one module for each kind of thing, found by this folder's listing, with `blocks(platform)`.

A module whose blocks are there only when pods can run has `running(platform)` too.
"""

from collections.abc import Iterator

from generator.platform.discover import modules
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block


def blocks(platform: Platform) -> Iterator[Block]:
    """Everything of root 1 that makes nodes."""
    for module in modules(__name__):
        if hasattr(module, "blocks"):
            yield from module.blocks(platform)


def running(platform: Platform) -> list[Block]:
    """What is to be there before add-ons that run in pods."""
    return [block for module in modules(__name__) if hasattr(module, "running") for block in module.running(platform)]
