from collections.abc import Iterator
from datetime import date

from generator.platform.cluster.versions import calendar, minor
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, dated_rule


@dated_rule(
    "UPG-009",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
    also=("security-hub:EKS.9",),
)
def nodes_past_end(platform: Platform, today: date) -> Iterator[Violation]:
    """Nodes are kept on a Kubernetes version that EKS runs no longer.

    No image of that version is made any more, so its holes stay open, and a new node may not join.

    Bad, on 2026-12-15:

        cluster: {version: "1.36"}
        nodes: {groups: {general: {version: "1.31"}}}

    Good, on 2026-12-15:

        cluster: {version: "1.36"}
        nodes: {groups: {general: {version: "1.36"}}}
    """
    known = calendar().versions
    for name, group in platform.nodes.groups.items():
        support = known.get(group.version or "")
        gone = support is None and group.version and minor(group.version) < min(map(minor, known))
        if gone or (support and support.end_extended and support.end_extended < today):
            message = f"{name} has {group.version}, which EKS runs no longer; upgrade it"
            yield Violation(group, "version", message, Fix(platform.cluster.version))
