from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import INFO, WARNING, rule


@rule(
    "CMP-006", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/cost-opt-compute.html", development=INFO
)
def spot_few_types(platform: Platform) -> Iterator[Violation]:
    """Spot nodes of one or two instance types.

    When EC2 needs a type back, it takes all nodes of it at once, and has none of it to give. With three types or more
    of about the same size the others step in.

    Bad:

        nodes: {groups: {general: {capacity: spot, instanceTypes: [m7g.xlarge]}}}

    Good:

        nodes: {groups: {general: {capacity: spot, instanceTypes: [m7g.xlarge, m6g.xlarge, r7g.xlarge]}}}
    """
    enough = platform.lint.parameters.spot_types
    for name, group in platform.nodes.groups.items():
        count = len(set(group.instance_types))
        if group.capacity == "spot" and count < enough:
            message = (
                f"{name} asks the spot market for {count} of its types; name {enough} or more of about the same size"
            )
            yield Violation(group, "instance_types", message)
