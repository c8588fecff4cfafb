from collections.abc import Iterator

from generator.platform.nodes.instance_types import instance_type
from generator.platform.nodes.node_pool import every_pool, matching
from generator.platform.nodes.pool_limits import most_nodes
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-090", ERROR, "https://karpenter.sh/docs/concepts/nodepools/")
def pool_matches_nothing(platform: Platform) -> Iterator[Violation]:
    """No instance type is all that a pool asks for.

    The pool never makes a node, and pods that need it stay Pending. With prefixDelegation only Nitro instances count.

    Bad:

        nodes:
          karpenter:
            pools: {batch: {subnets: private, limits: {cpu: 200}, instanceFamilies: [m7g], architectures: [amd64]}}

    Good:

        nodes:
          karpenter:
            pools: {batch: {subnets: private, limits: {cpu: 200}, instanceFamilies: [m7g], architectures: [arm64]}}
    """
    for name, pool in every_pool(platform):
        types = [type_ for each in matching(platform, pool) if (type_ := instance_type(each))]
        if not types and all(map(instance_type, pool.instance_types)):
            yield Violation(pool, "", f"no instance type is all that {name} asks for; ask for less")
        elif types and all(most_nodes(pool, type_) == 0 for type_ in types) and pool.replicas is None:
            yield Violation(pool, "limits", f"the limits of {name} have no room for a single node; raise them")
