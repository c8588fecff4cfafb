from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CMP-001", ERROR, "https://docs.aws.amazon.com/eks/latest/APIReference/API_NodegroupScalingConfig.html")
def scaling_bounds(platform: Platform) -> Iterator[Violation]:
    """A node group's least number of nodes is above its greatest.

    EKS refuses such a group.

    Bad:

        nodes: {groups: {general: {scaling: {min: 8, max: 6}}}}

    Good:

        nodes: {groups: {general: {scaling: {min: 8, max: 8}}}}
    """
    for name, group in platform.nodes.groups.items():
        if group.scaling.min > group.scaling.max:
            message = (
                f"{name} has at least {group.scaling.min} nodes and at most {group.scaling.max}; raise max or lower min"
            )
            yield Violation(group.scaling, "min", message, Fix(group.scaling.min, field="max"))
