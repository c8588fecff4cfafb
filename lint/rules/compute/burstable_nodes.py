from collections.abc import Iterator

from generator.platform.nodes.node_pool import every_pool, matching
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import WARNING, rule

FAMILIES = ("t2", "t3", "t3a", "t4g")


@rule("CMP-008", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/scale-data-plane.html")
def burstable_nodes(platform: Platform) -> Iterator[Violation]:
    """Production runs on nodes whose CPU is rationed.

    A burstable instance earns CPU credits; when they are spent, it slows to a fraction, all of its pods at once, while
    Kubernetes still believes in all of its CPUs.

    Bad:

        nodes:
          karpenter:
            pools: {batch: {subnets: private, limits: {cpu: 200}, ami: al2023@v20261102, architectures: [arm64]}}

    Good:

        nodes:
          karpenter:
            pools:
              batch:
                subnets: private
                limits: {cpu: 200}
                ami: al2023@v20261102
                architectures: [arm64]
                exclude: {instanceCategories: [t]}
    """
    if platform.tier != "production":
        return
    for group in platform.nodes.groups.values():
        for index, name in enumerate(group.instance_types):
            if name.partition(".")[0] in FAMILIES:
                message = (
                    f"{name} is burstable: without credits it runs at a fraction of its CPUs; use an m, c or r type"
                )
                yield Violation(group, ("instance_types", index), message)
    for name, pool in every_pool(platform):
        found = sorted({each.partition(".")[0] for each in matching(platform, pool)} & set(FAMILIES))
        if found:
            message = f"{name} may be of {', '.join(found)}, which are burstable; exclude the category t"
            left = [*pool.exclude.instance_categories, "t"]
            yield Violation(pool, "exclude", message, Fix(left, field="instance_categories", node=pool.exclude))
