from collections.abc import Iterator

from generator.platform.cluster.versions import minor
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule("UPG-007", ERROR, "https://kubernetes.io/releases/version-skew-policy/")
def nodes_newer(platform: Platform) -> Iterator[Violation]:
    """Nodes have a newer version than their control plane.

    A kubelet may be older than the API server, and never newer; EKS refuses such a group. Upgrade the control plane
    first.

    Bad:

        cluster: {version: "1.35"}
        nodes: {groups: {general: {version: "1.36"}}}

    Good:

        cluster: {version: "1.35"}
        nodes: {groups: {general: {version: "1.35"}}}
    """
    for name, group in platform.nodes.groups.items():
        if group.version and minor(group.version) > minor(platform.cluster.version):
            message = f"{name} has {group.version}, the control plane {platform.cluster.version}; upgrade that first"
            yield Violation(group, "version", message, Fix(platform.cluster.version))
