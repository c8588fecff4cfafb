from collections.abc import Iterator

from generator.platform.nodes.node_pool import architectures, every_pool
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CMP-091", WARNING, "https://karpenter.sh/docs/concepts/scheduling/")
def mixed_architectures(platform: Platform) -> Iterator[Violation]:
    """A pool makes nodes of both architectures.

    It takes what is cheapest, mostly arm64. A pod whose image is for the other one is sent there all the same, and
    fails with "exec format error". Name the architecture that your images are for, or both when all are for both.

    Bad:

        nodes: {karpenter: {pools: {batch: {subnets: private, limits: {cpu: 200}, instanceCategories: [m]}}}}

    Good:

        nodes:
          karpenter:
            pools: {batch: {subnets: private, limits: {cpu: 200}, instanceCategories: [m], architectures: [arm64]}}
    """
    for name, pool in every_pool(platform):
        if not pool.architectures and len(architectures(platform, pool)) > 1:
            yield Violation(pool, "architectures", f"{name} may be amd64 or arm64; say what your images are for")
