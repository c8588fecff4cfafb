from collections.abc import Iterator

from generator.platform.cluster.versions import minor
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule

MOST = 3
"""Minor versions that a kubelet may be behind."""


@rule("UPG-008", ERROR, "https://kubernetes.io/releases/version-skew-policy/")
def nodes_too_old(platform: Platform) -> Iterator[Violation]:
    """Nodes are more than three versions behind their control plane.

    Such a kubelet is not supported, and EKS does not upgrade the control plane past it.

    Bad:

        nodes: {groups: {general: {version: "1.32"}}}

    Good:

        nodes: {groups: {general: {version: "1.36"}}}
    """
    for name, group in platform.nodes.groups.items():
        if group.version and minor(platform.cluster.version) - minor(group.version) > MOST:
            message = f"{name} has {group.version}, more than {MOST} behind {platform.cluster.version}; upgrade it"
            yield Violation(group, "version", message, Fix(platform.cluster.version))
