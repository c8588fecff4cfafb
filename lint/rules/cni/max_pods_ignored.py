from collections.abc import Iterator

from generator.platform.nodes.groups import told_all
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("CNI-057", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html")
def max_pods_ignored(platform: Platform) -> Iterator[Violation]:
    """A number of pods is given for nodes where EKS sets its own.

    On its own images EKS computes max-pods for a managed node group and overrides whatever else is set. A number takes
    effect only with an image of your own (imageId), or where EKS does not manage the group (managed: false).

    Bad:

        nodes: {groups: {general: {maxPods: 30}}}

    Good:

        nodes: {groups: {general: {maxPods: auto}}}
    """
    for name, group in platform.nodes.groups.items():
        if group.max_pods != "auto" and not told_all(group):
            message = f"EKS computes max-pods for {name}, as its image is Amazon's; set auto, or an imageId of your own"
            yield Violation(group, "max_pods", message, Fix("auto"))
