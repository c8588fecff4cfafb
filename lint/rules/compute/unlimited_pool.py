from collections.abc import Iterator

from generator.platform.nodes.node_pool import every_pool
from generator.platform.nodes.pool_limits import is_bounded
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CMP-027", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/karpenter.html")
def unlimited_pool(platform: Platform) -> Iterator[Violation]:
    """A pool may grow without end.

    Karpenter makes nodes for every pod that waits. A Deployment scaled by mistake, or a pod that no node ever suits, is
    paid for until somebody looks; only full subnets stop it.

    Bad:

        nodes: {karpenter: {pools: {batch: {subnets: private, architectures: [arm64]}}}}

    Good:

        nodes: {karpenter: {pools: {batch: {subnets: private, architectures: [arm64], limits: {cpu: 200}}}}}
    """
    for name, pool in every_pool(platform):
        if not is_bounded(pool):
            yield Violation(pool, "limits", f"{name} has no limits; set limits.cpu to what you would pay for at most")
