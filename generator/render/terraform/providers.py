"""The AWS provider: this account and region, and no other."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, provider


def blocks(platform: Platform) -> Iterator[Block]:
    """The provider, which refuses any other account."""
    tags = {"default_tags": {"tags": dict(platform.tags)}} if platform.tags else {}
    yield provider("aws", region=platform.region, allowed_account_ids=[platform.account], **tags)
