from collections.abc import Iterator

from generator.platform.cluster.versions import minor, next_version
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.cluster import cluster
from lint.reader import Reader
from lint.rule import ERROR, live_rule


@live_rule("LIV-007", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/update-cluster.html")
def version_skipped(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """The cluster cannot be brought from the version that it has to the one that is declared.

    EKS takes one minor version at a time, and none back: anything else fails at apply.
    """
    there = cluster(platform, aws)
    if there is None:
        return
    have, want = there["version"], platform.cluster.version
    if minor(want) < minor(have):
        yield Violation(platform.cluster, "version", f"the cluster has {have} and cannot go back to {want}")
    elif minor(want) > minor(have) + 1:
        message = f"the cluster has {have}, and EKS skips no version: go to {next_version(have)} first"
        yield Violation(platform.cluster, "version", message)
