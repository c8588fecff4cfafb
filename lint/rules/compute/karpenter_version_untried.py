from collections.abc import Iterator

from generator.platform.nodes.karpenter_support import MADE_FOR
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import WARNING, rule


@rule(
    "CMP-094",
    WARNING,
    "https://karpenter.sh/docs/upgrading/compatibility/",
    also=("hardeneks:ensure_cluster_autoscaler_and_cluster_versions_match",),
)
def karpenter_version_untried(platform: Platform) -> Iterator[Violation]:
    """Another version of Karpenter than what we render is made for.

    Fields of its objects, values of its chart and what its role must be allowed come and go with minor versions. An
    older one may refuse a field, a newer one miss a permission.

    Bad:

        nodes:
          karpenter:
            version: 1.9.0
            pools: {batch: {subnets: private, limits: {cpu: 200}, ami: al2023@v20261102, instanceFamilies: [m7g]}}

    Good:

        nodes:
          karpenter:
            pools: {batch: {subnets: private, limits: {cpu: 200}, ami: al2023@v20261102, instanceFamilies: [m7g]}}
    """
    karpenter = platform.nodes.karpenter
    if karpenter is None or karpenter.version is None:
        return
    if not karpenter.version.startswith(f"{MADE_FOR}."):
        message = f"what we render is made for Karpenter {MADE_FOR}; set a version of that, or leave it out"
        yield Violation(karpenter, "version", message, Fix(REMOVED))
