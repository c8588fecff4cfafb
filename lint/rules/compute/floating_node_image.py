from collections.abc import Iterator

from generator.platform.nodes.node_pool import pools
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

EXAMPLE = {"al2023": "al2023@v20261102", "bottlerocket": "bottlerocket@v1.50.0"}


@rule("CMP-028", WARNING, "https://karpenter.sh/docs/tasks/managing-amis/")
def floating_node_image(platform: Platform) -> Iterator[Violation]:
    """Production's nodes follow every new release of the image.

    With @latest Karpenter replaces all nodes of a pool, within its budgets, whenever Amazon releases an image: at a
    time that nobody chose, with something that nobody tried. Name a release, and change it where you can look first.

    Bad:

        nodes: {karpenter: {pools: {batch: {subnets: private, limits: {cpu: 200}, ami: al2023@latest}}}}

    Good:

        nodes: {karpenter: {pools: {batch: {subnets: private, limits: {cpu: 200}, ami: al2023@v20261102}}}}
    """
    for name, pool in pools(platform).items():
        if platform.tier == "production" and not pool.image_ids and pool.ami.endswith("@latest"):
            family = pool.ami.partition("@")[0]
            message = f"each new image replaces the nodes of {name}; pin a release, such as {EXAMPLE[family]}"
            yield Violation(pool, "ami", message)
