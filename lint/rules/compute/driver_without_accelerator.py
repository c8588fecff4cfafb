from collections.abc import Iterator

from generator.platform.nodes.ami import accelerator
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import fitting_image
from lint.rule import ERROR, rule


@rule("CMP-048", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/ml-eks-optimized-ami.html")
def driver_without_accelerator(platform: Platform) -> Iterator[Violation]:
    """The image is for accelerators that the instance type does not have.

    Its drivers find no device: EKS may refuse the group, and nodes of some images do not join the cluster.

    Bad:

        nodes: {groups: {general: {instanceTypes: [m7i.xlarge], ami: BOTTLEROCKET_x86_64_NVIDIA}}}

    Good:

        nodes: {groups: {general: {instanceTypes: [m7i.xlarge], ami: BOTTLEROCKET_x86_64}}}
    """
    for group in platform.nodes.groups.values():
        wanted = accelerator(group.ami)
        for index, name in enumerate(group.instance_types):
            known = instance_type(name)
            if wanted and known and known.accelerator != wanted:
                message = f"{group.ami} is for {wanted.upper()} devices, and {name} has none; change one of them"
                yield Violation(group, ("instance_types", index), message, fitting_image(group))
