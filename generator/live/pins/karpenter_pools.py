"""Releases of Amazon's images for pools of Karpenter."""

from collections.abc import Iterator

from generator.live.pin import Pin
from generator.platform.types.karpenter_pool import NodePool
from generator.platform.types.platform import Platform
from lint.account.images import newest_release
from lint.reader import Reader

KINDS = {
    ("al2023", False): "AL2023_x86_64_STANDARD",
    ("al2023", True): "AL2023_ARM_64_STANDARD",
    ("bottlerocket", False): "BOTTLEROCKET_x86_64",
    ("bottlerocket", True): "BOTTLEROCKET_ARM_64",
}
"""Kinds of image by family, and whether they are for arm64; all of a family have the same releases."""


def pins(platform: Platform, aws: Reader) -> Iterator[Pin]:
    """Every pool with Amazon's image; `@latest` counts as nothing said."""
    karpenter = platform.nodes.karpenter
    for name, pool in karpenter.pools.items() if karpenter else ():
        family, _, said = pool.ami.partition("@")
        newest = None if pool.image_ids else _newest(platform, aws, pool, family)
        if newest is not None:
            current = None if said == "latest" else f"{family}@v{said.removeprefix('v')}"
            yield Pin(("nodes", "karpenter", "pools", name, "ami"), f"{family}@v{newest}", current)


def _newest(platform: Platform, aws: Reader, pool: NodePool, family: str) -> str | None:
    """1.36.2-20261105 is al2023@v20261105, and 1.50.0-a1b2c3d4 bottlerocket@v1.50.0.

    https://karpenter.sh/docs/concepts/nodeclasses/#alias
    """
    kind = KINDS[family, pool.architectures == ("arm64",)]
    release = newest_release(aws, kind, platform.cluster.version)
    if release is None:
        return None
    version, _, build = release.partition("-")
    return build if family == "al2023" else version
