from collections.abc import Iterator
from datetime import date

from generator.platform.cluster.versions import calendar, next_version
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.version import upgraded
from lint.rule import WARNING, dated_rule


@dated_rule(
    "UPG-002",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
    also=(
        "security-hub:EKS.2",
        "checkov:CKV_AWS_339",
    ),
)
def version_in_extended(platform: Platform, today: date) -> Iterator[Violation]:
    """The cluster is in extended support, at six times the price.

    A control plane costs $0.10 an hour in standard support and $0.60 in extended: about $365 a month more, for a
    version that only gets fixes of the worst flaws.

    Bad, on 2026-09-01:

        cluster: {version: "1.33", supportType: extended}

    Good, on 2026-09-01:

        cluster: {version: "1.34", supportType: extended}
    """
    version = platform.cluster.version
    support = calendar().versions.get(version)
    if (
        support is None
        or platform.cluster.support_type != "extended"
        or not support.end_standard
        or not support.end_extended
    ):
        return
    if support.end_standard < today <= support.end_extended:
        what = f"{version} is in extended support until {support.end_extended}, for about $365 a month more"
        yield Violation(
            platform.cluster, "version", f"{what}; upgrade to {next_version(version)}", upgraded(platform, today)
        )
