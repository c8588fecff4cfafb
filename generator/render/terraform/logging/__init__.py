"""Where logs go, and who may write them: one module for each kind of stop, found by this folder's listing."""

from collections.abc import Iterator

from generator.platform.discover import modules
from generator.platform.logs.open_search import open_search
from generator.platform.types.platform import Platform
from generator.render.files import Files
from generator.render.functions import function_files
from generator.render.terraform.block import Block
from generator.render.terraform.log_writers import FORWARDING, forwards
from generator.render.terraform.open_search_set_up import FUNCTION


def blocks(platform: Platform) -> Iterator[Block]:
    """Every stop of the platform's logs, and what lets them through."""
    for module in modules(__name__):
        yield from module.blocks(platform)


def files(platform: Platform) -> Files:
    """The functions that run for logs, by path."""
    found = [FUNCTION] if open_search(platform) else []
    found += [FORWARDING] if forwards(platform) else []
    return {path: content for each in found for path, content in function_files(each.module).items()}
