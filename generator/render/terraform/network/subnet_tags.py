"""The tags by which others find subnets: put together here, for ours and for adopted ones."""

from generator.platform.network.addresses import Subnet
from generator.platform.network.adopted import subnet_id
from generator.platform.network.placement import internal_candidates, public_tiers
from generator.platform.nodes.auto_mode import auto_pools
from generator.platform.nodes.node_pool import every_pool
from generator.platform.types.platform import Platform
from generator.render.karpenter import discovery_tags


def subnet_tags(platform: Platform, item: Subnet) -> dict[str, str]:
    """The tags of a subnet, but for its name."""
    tags: dict[str, str] = {}
    if item.tier in public_tiers(platform):
        tags["kubernetes.io/role/elb"] = "1"
    if item.tier in internal_candidates(platform):
        tags["kubernetes.io/role/internal-elb"] = "1"
    if item.tier in platform.cni.extra_pod_subnets:
        tags |= _for_pods(platform)
    # Adopted ones it finds by their ids.
    if subnet_id(platform, item) is None and item.tier in _discovered(platform):
        tags |= discovery_tags(platform, item.tier)
    return tags


def _discovered(platform: Platform) -> set[str]:
    """The tiers that pools find by their tags; pods on nodes of our pools of Auto Mode may have a tier of their own."""
    for_pods = {platform.cni.pod_subnets} if auto_pools(platform) and platform.cni.pod_subnets else set()
    return {pool.subnets for _, pool in every_pool(platform)} | for_pods


def _for_pods(platform: Platform) -> dict[str, str]:
    """The tags by which the CNI finds further subnets for pods, of this cluster alone.

    https://aws.amazon.com/blogs/containers/amazon-vpc-cni-introduces-enhanced-subnet-discovery/
    """
    return {"kubernetes.io/role/cni": "1", f"cni.networking.k8s.aws/cluster/{platform.name}": "shared"}
