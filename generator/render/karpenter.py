"""Names by which Karpenter, in the cluster, finds what Terraform makes for it."""

from generator.platform.types.karpenter_pool import NodePool
from generator.platform.types.platform import Platform

NAMESPACE, SERVICE_ACCOUNT = "kube-system", "karpenter"
"""Where the API server serves it before others.
https://karpenter.sh/docs/getting-started/getting-started-with-karpenter/#preventing-apiserver-request-throttling"""

DISCOVERY, TIER = "karpenter.sh/discovery", "groundplan/tier"


def queue_name(platform: Platform) -> str:
    """The queue that says which instances are about to go."""
    return f"{platform.name}-karpenter"


def security_group_tags(platform: Platform) -> dict[str, str]:
    """The tag of the cluster's security group, which EKS makes and names."""
    return {DISCOVERY: platform.name}


def discovery_tags(platform: Platform, tier: str) -> dict[str, str]:
    """The tags of the subnets of a tier that pools lie in."""
    return {DISCOVERY: platform.name, TIER: tier}


def profile(platform: Platform, pool: NodePool) -> str:
    """The instance profile of a pool's nodes, named as their role."""
    return f"{platform.name}-{role_suffix(pool)}"


def role_suffix(pool: NodePool) -> str:
    """The name of a pool's role, below the platform's."""
    return "karpenter-node-ssm" if pool.access.ssm else "karpenter-node"
