"""Pools of Auto Mode that contradict something else.

https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
"""

from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_pools
from generator.platform.nodes.node_pool import pools
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield names that a NodePool of Karpenter has too, and security groups that a NodeClass cannot give by zone."""
    ours = auto_pools(platform)
    for name in sorted(pools(platform).keys() & ours.keys()):
        yield Violation(ours[name], "", f"a pool of Karpenter is named {name} too; rename one")
    if ours and isinstance(platform.cni.pod_security_groups, dict):
        message = "pods on pools of Auto Mode have the same ones in every zone; give a list"
        yield Violation(platform.cni, "pod_security_groups", message)
