"""The pools of Karpenter: which nodes each may have, and when they go."""

from collections.abc import Iterator

from generator.platform.nodes.node_pool import pools
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.node_class import node_class
from generator.render.kubernetes.node_pool import node_pool


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the EC2NodeClass and the NodePool of every pool."""
    for name, pool in pools(platform).items():
        class_ = node_class(platform, name, pool)
        yield class_
        yield node_pool(platform, name, pool, class_)
