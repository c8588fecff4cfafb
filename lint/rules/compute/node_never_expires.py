from collections.abc import Iterator

from generator.platform.nodes.node_pool import pools
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, rule


@rule("CMP-029", INFO, "https://docs.aws.amazon.com/eks/latest/best-practices/karpenter.html")
def node_never_expires(platform: Platform) -> Iterator[Violation]:
    """Nodes of a Karpenter pool may grow old.

    A node that lives on for months keeps what leaked, and an image that was current once. With expireAfter each is
    replaced in time.

    Bad:

        nodes:
          karpenter:
            pools:
              batch:
                subnets: private
                limits: {cpu: 200}
                ami: al2023@v20261102
                instanceFamilies: [m7g]
                expireAfter: Never

    Good:

        nodes:
          karpenter:
            pools:
              batch:
                subnets: private
                limits: {cpu: 200}
                ami: al2023@v20261102
                instanceFamilies: [m7g]
                expireAfter: 720h
    """
    for name, pool in pools(platform).items():
        if pool.expire_after == "Never":
            message = f"nodes of {name} are never replaced for their age; set 720h"
            yield Violation(pool, "expire_after", message, Fix("720h"))
