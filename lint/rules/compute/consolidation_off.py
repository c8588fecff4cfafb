from collections.abc import Iterator

from generator.platform.nodes.node_pool import every_pool
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, rule


@rule("CMP-035", INFO, "https://docs.aws.amazon.com/eks/latest/best-practices/karpenter.html")
def consolidation_off(platform: Platform) -> Iterator[Violation]:
    """Karpenter makes nodes and never takes any away.

    With consolidateAfter Never a node stays when its pods are gone. What was scaled up once is paid for ever after.

    Bad:

        nodes:
          karpenter: {pools: {batch: {subnets: private, limits: {cpu: 200}, disruption: {consolidateAfter: Never}}}}

    Good:

        nodes:
          karpenter: {pools: {batch: {subnets: private, limits: {cpu: 200}, disruption: {consolidateAfter: 10m}}}}
    """
    for name, pool in every_pool(platform):
        if pool.disruption.consolidate_after == "Never" and pool.replicas is None:
            message = f"empty nodes of {name} stay for ever; set a time, and WhenEmpty to spare the others"
            yield Violation(pool.disruption, "consolidate_after", message)
