from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, rule


@rule("REL-003", INFO, "https://docs.aws.amazon.com/eks/latest/best-practices/karpenter.html")
def single_controller(platform: Platform) -> Iterator[Violation]:
    """In production, one pod of Karpenter makes all nodes.

    While it is moved or updated nobody makes nodes, which is when they are wanted: the drain that takes the pod away is
    what its own and other pods need room for. Of two pods one leads, and the other takes over within seconds.

    Bad:

        nodes: {karpenter: {replicas: 1, pools: {batch: {subnets: private, limits: {cpu: 200}, instanceCategories: [m],
          architectures: [arm64], ami: al2023@v20261102}}}}

    Good:

        nodes: {karpenter: {replicas: 2, pools: {batch: {subnets: private, limits: {cpu: 200}, instanceCategories: [m],
          architectures: [arm64], ami: al2023@v20261102}}}}
    """
    karpenter = platform.nodes.karpenter
    if karpenter is not None and karpenter.replicas == 1 and platform.tier == "production":
        message = "one pod makes all nodes; run two, on a node each"
        yield Violation(karpenter, "replicas", message, Fix(2))
