"""Releases of Amazon's images for managed node groups."""

from collections.abc import Iterator

from generator.live.pin import Pin
from generator.platform.nodes.groups import version
from generator.platform.types.platform import Platform
from lint.account.images import newest_release
from lint.reader import Reader


def pins(platform: Platform, aws: Reader) -> Iterator[Pin]:
    """Every group that EKS manages and that has Amazon's image."""
    for name, group in platform.nodes.groups.items():
        if group.managed and group.image_id is None:
            newest = newest_release(aws, group.ami, version(platform, group))
            if newest is not None:
                yield Pin(("nodes", "groups", name, "releaseVersion"), newest, group.release_version)
