from collections.abc import Iterator

from generator.platform.nodes.ami import architecture
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import fitting_image
from lint.rule import ERROR, rule


@rule("CMP-009", ERROR, "https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html")
def ami_arch_mismatch(platform: Platform) -> Iterator[Violation]:
    """The image is for another architecture than the instance type.

    EKS refuses such a node group; with an image of your own the nodes never start.

    Bad:

        nodes: {groups: {general: {instanceTypes: [m7g.xlarge], ami: AL2023_x86_64_STANDARD}}}

    Good:

        nodes: {groups: {general: {instanceTypes: [m7g.xlarge], ami: AL2023_ARM_64_STANDARD}}}
    """
    for group in platform.nodes.groups.values():
        wanted = architecture(group.ami)
        for index, name in enumerate(group.instance_types):
            known = instance_type(name)
            if known and wanted not in known.architectures:
                message = (
                    f"{name} is {' and '.join(known.architectures)}, and {group.ami} is {wanted}; change one of them"
                )
                yield Violation(group, ("instance_types", index), message, fitting_image(group))
