from collections.abc import Iterator
from itertools import combinations

from generator.platform.nodes.node_pool import every_pool, matching
from generator.platform.types.platform import Platform
from generator.platform.types.pool import Pool
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("CMP-033", WARNING, "https://karpenter.sh/docs/concepts/nodepools/")
def overlapping_pools(platform: Platform) -> Iterator[Violation]:
    """Two pools suit the same pods, and nothing says which is to be used.

    Karpenter then takes whichever it likes: nodes are made sometimes here and sometimes there, with other limits and
    other images. Give one a higher weight, other instance types, or a taint.

    Bad:

        nodes:
          karpenter:
            pools:
              one: {subnets: private, limits: {cpu: 100}, architectures: [arm64]}
              two: {subnets: private, limits: {cpu: 50}, architectures: [arm64]}

    Good:

        nodes:
          karpenter:
            pools:
              one: {subnets: private, limits: {cpu: 100}, architectures: [arm64], weight: 10}
              two: {subnets: private, limits: {cpu: 50}, architectures: [arm64]}
    """
    for (one, first), (other, second) in combinations(every_pool(platform), 2):
        if first.replicas is None and second.replicas is None and _alike(platform, first, second):
            message = f"{other} suits the same pods as {one}; give one of them a weight, other types, or a taint"
            yield Violation(second, "weight", message)


def _alike(platform: Platform, one: Pool, other: Pool) -> bool:
    zones = set(one.zones or platform.vpc.zones) & set(other.zones or platform.vpc.zones)
    ways = set(one.capacity) & set(other.capacity)
    types = set(matching(platform, one)) & set(matching(platform, other))
    same_taints = _taints(one) == _taints(other)
    return bool(zones and ways and types) and same_taints and (one.weight or 0) == (other.weight or 0)


def _taints(pool: Pool) -> dict[str, tuple[str | None, str]]:
    return {key: (taint.value, taint.effect) for key, taint in pool.taints.items()}
