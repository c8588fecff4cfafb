from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule(
    "CMP-085",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/userguide/auto-migrate-karpenter.html",
    also=("groundplan:CLU-019",),
)
def two_karpenters(platform: Platform) -> Iterator[Violation]:
    """Karpenter runs beside Auto Mode, which is Karpenter too.

    Both watch the same pods, and whichever is first makes a node for a pod that either could take. AWS advises one of
    them; both are for a migration, with taints that keep their pods apart.

    Bad:

        nodes:
          autoMode: {pools: {batch: {subnets: private}}}
          karpenter: {pools: {other: {subnets: private, limits: {cpu: 10}}}}

    Good:

        nodes:
          autoMode: {pools: {batch: {subnets: private}}}
    """
    if auto_mode(platform) is not None and platform.nodes.karpenter is not None:
        yield Violation(platform.nodes, "karpenter", "Auto Mode makes nodes for the same pods; use one of the two")
