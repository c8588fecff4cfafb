from collections.abc import Iterator

from generator.platform.cluster.versions import minor
from generator.platform.nodes.karpenter_support import MADE_FOR, NEWEST_KUBERNETES
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "CMP-095",
    ERROR,
    "https://karpenter.sh/docs/upgrading/compatibility/",
    also=("hardeneks:ensure_cluster_autoscaler_and_cluster_versions_match",),
)
def karpenter_too_old(platform: Platform) -> Iterator[Violation]:
    """The cluster's Kubernetes is newer than Karpenter knows.

    Karpenter 1.14 works with Kubernetes 1.29 to 1.36. On a newer one it does not find images, or makes nodes that do
    not join. Upgrade Karpenter before the cluster.

    Bad:

        cluster: {version: "1.37"}
        nodes: {karpenter: {pools: {batch: {subnets: private, limits: {cpu: 200}}}}}

    Good:

        cluster: {version: "1.36"}
        nodes: {karpenter: {pools: {batch: {subnets: private, limits: {cpu: 200}}}}}
    """
    if platform.nodes.karpenter is None or minor(platform.cluster.version) <= NEWEST_KUBERNETES:
        return
    message = f"Karpenter {MADE_FOR} knows Kubernetes up to 1.{NEWEST_KUBERNETES}; wait for a newer one"
    yield Violation(platform.cluster, "version", message)
