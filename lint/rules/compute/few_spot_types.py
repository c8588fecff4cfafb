from collections.abc import Iterator

from generator.platform.nodes.node_pool import every_pool, matching
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, WARNING, rule


@rule("CMP-034", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/karpenter.html", development=INFO)
def few_spot_types(platform: Platform) -> Iterator[Violation]:
    """A pool of spot nodes has few instance types to choose from.

    Karpenter asks for the spot capacity that is least likely to be taken back. The fewer types it may name, the sooner
    all of them are gone at once, and the more often nodes are interrupted. Name categories and sizes, not types.

    Bad:

        nodes:
          karpenter:
            pools:
              batch: {subnets: private, limits: {cpu: 200}, capacity: [spot], instanceTypes: [m7g.large, m7g.xlarge]}

    Good:

        nodes:
          karpenter:
            pools: {batch: {subnets: private, limits: {cpu: 200}, capacity: [spot], instanceCategories: [c, m, r]}}
    """
    enough = platform.lint.parameters.pool_spot_types
    for name, pool in every_pool(platform):
        count = len(matching(platform, pool))
        if "spot" in pool.capacity and 0 < count < enough:
            message = f"{name} asks the spot market for {count} instance types; let it choose from {enough} or more"
            yield Violation(pool, "capacity", message)
