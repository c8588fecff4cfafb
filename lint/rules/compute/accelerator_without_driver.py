from collections.abc import Iterator

from generator.platform.nodes.ami import drivers
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import fitting_image
from lint.rule import WARNING, rule


@rule("CMP-046", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/ml-eks-optimized-ami.html")
def accelerator_without_driver(platform: Platform) -> Iterator[Violation]:
    """The image has no driver for what the instance type is bought for.

    Its GPUs, or its Neuron devices, are paid for, and no pod can use them unless something installs the driver later.

    Bad:

        nodes: {groups: {general: {instanceTypes: [g5.xlarge], ami: AL2023_x86_64_STANDARD}}}

    Good:

        nodes: {groups: {general: {instanceTypes: [g5.xlarge], ami: AL2023_x86_64_NVIDIA}}}
    """
    for group in platform.nodes.groups.values():
        for index, name in enumerate(group.instance_types):
            known = instance_type(name)
            if known and known.accelerator and known.accelerator not in drivers(group.ami):
                maker = known.accelerator.upper()
                message = f"{name} has {maker} devices, and {group.ami} no driver for them; choose a kind for {maker}"
                yield Violation(group, ("instance_types", index), message, fitting_image(group))
