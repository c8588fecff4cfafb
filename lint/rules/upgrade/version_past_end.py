from collections.abc import Iterator
from datetime import date

from generator.platform.cluster.versions import calendar, minor, next_version
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.version import upgraded
from lint.rule import ERROR, dated_rule


@dated_rule(
    "UPG-001",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
    also=(
        "security-hub:EKS.2",
        "hardeneks:check_eks_version",
        "checkov:CKV_AWS_339",
    ),
)
def version_past_end(platform: Platform, today: date) -> Iterator[Violation]:
    """EKS runs this Kubernetes version no longer.

    At the end of support AWS upgrades the control plane by itself, at a time of its choosing, and not the nodes. A new
    cluster of that version is refused. The end is that of extended support, or with supportType standard that of
    standard support.

    Bad, on 2026-09-01:

        cluster: {version: "1.33", supportType: standard}

    Good, on 2026-09-01:

        cluster: {version: "1.34", supportType: standard}
    """
    version = platform.cluster.version
    known = calendar().versions
    support = known.get(version)
    if support is None:
        if minor(version) < min(map(minor, known)):
            yield Violation(
                platform.cluster, "version", f"EKS runs {version} no longer; upgrade one minor version at a time"
            )
        return
    end = (
        support.end_extended
        if platform.cluster.support_type == "extended"
        else support.end_standard or support.end_extended
    )
    if end is not None and end < today:
        message = (
            f"support of {version} ({platform.cluster.support_type}) ended on {end}; upgrade to {next_version(version)}"
        )
        yield Violation(platform.cluster, "version", message, upgraded(platform, today))
