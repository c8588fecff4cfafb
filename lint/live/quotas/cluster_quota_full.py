from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.cluster import cluster
from lint.account.quotas import Place, Quota, over
from lint.reader import Reader
from lint.rule import ERROR, live_rule

QUOTA = Quota("eks", "L-1194D53C", "clusters of the region")


def needed(platform: Platform, aws: Reader) -> int:
    """One, until it is there."""
    return 0 if cluster(platform, aws) else 1


def used(aws: Reader) -> int:
    """All clusters of the region."""
    return len(aws.read("eks", "list_clusters")["clusters"])


@live_rule("LIV-019", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/service-quotas.html")
def cluster_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """The account may have no more EKS clusters in this region.

    Terraform makes the network first, which costs money from then on, and fails at the cluster.
    """
    yield from over(aws, QUOTA, Place(platform, "cluster"), needed(platform, aws), used(aws))
