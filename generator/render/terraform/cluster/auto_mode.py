"""What of the cluster itself is Auto Mode: the arguments that switch it on, and what its control plane may do."""

from collections.abc import Iterator
from typing import Any

from generator.platform.nodes.auto_mode import auto_mode, auto_pools
from generator.platform.types.platform import Platform
from generator.render.arn import partition
from generator.render.terraform.block import Block
from generator.render.terraform.nodes.auto_mode_roles import built_in_role, policies
from generator.render.terraform.policy import Statement, allow

CLUSTER_POLICIES = {
    "block-storage": "AmazonEKSBlockStoragePolicy",
    "compute": "AmazonEKSComputePolicy",
    "load-balancing": "AmazonEKSLoadBalancingPolicy",
    "networking": "AmazonEKSNetworkingPolicy",
}
"""https://docs.aws.amazon.com/eks/latest/userguide/auto-cluster-iam-role.html"""

OF_THIS_CLUSTER = {"aws:RequestTag/eks:eks-cluster-name": "${aws:PrincipalTag/eks:eks-cluster-name}"}


def cluster_arguments(platform: Platform) -> dict[str, Any]:
    """Compute, storage and load balancing, all of them on or all off; nothing where Auto Mode is not spoken of.

    https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html
    """
    given = platform.nodes.auto_mode
    if given is None:
        return {}
    compute: dict[str, Any] = {"enabled": given.enabled}
    if given.enabled and given.built_in_pools:
        # EKS takes a role only together with pools.
        compute["node_pools"] = sorted(set(given.built_in_pools))
        compute["node_role_arn"] = built_in_role(platform).ref("arn")
    return {"compute_config": compute, "storage_config": {"block_storage": {"enabled": given.enabled}}}


def load_balancing(platform: Platform) -> dict[str, Any]:
    """The third of the three, which is part of the network's configuration."""
    given = platform.nodes.auto_mode
    return {} if given is None else {"elastic_load_balancing": {"enabled": given.enabled}}


def cluster_actions(platform: Platform) -> tuple[str, ...]:
    """What EKS does with the cluster's role: Auto Mode tags its sessions with the cluster's name."""
    return ("sts:AssumeRole", "sts:TagSession") if platform.nodes.auto_mode is not None else ("sts:AssumeRole",)


def cluster_policies(platform: Platform) -> dict[str, str]:
    """Managed policies of the cluster's role, by a name; they stay until Auto Mode has taken its things away."""
    return CLUSTER_POLICIES if platform.nodes.auto_mode is not None else {}


def before_cluster(platform: Platform) -> Iterator[Block]:
    """What the first node needs, which may be there as soon as the cluster is."""
    mode = auto_mode(platform)
    if mode is not None and mode.built_in_pools:
        yield from policies(platform, built_in_role(platform))


def tagging(platform: Platform) -> Iterator[Statement]:
    """Permission to give what Auto Mode makes tags of our own, which its managed policies lack.

    https://docs.aws.amazon.com/eks/latest/userguide/auto-learn-iam.html#tag-prop
    """
    own = [platform.tags, *(pool.tags for pool in auto_pools(platform).values())]
    if auto_mode(platform) is None or not any(own):
        return
    nodes = {f"aws:RequestTag/eks:kubernetes-node-{kind}-name": "*" for kind in ("class", "pool")}
    compute = ["ec2:CreateFleet", "ec2:RunInstances", "ec2:CreateLaunchTemplate"]
    yield allow(compute, ["*"], StringEquals=OF_THIS_CLUSTER, StringLike=nodes)
    # A snapshot's ARN has no account.
    storage = [f"arn:{partition(platform)}:ec2:{platform.region}:*:{kind}/*" for kind in ("volume", "snapshot")]
    yield allow(["ec2:CreateVolume", "ec2:CreateSnapshot"], storage, StringEquals=OF_THIS_CLUSTER)
    interfaces = {"aws:RequestTag/eks:kubernetes-cni-node-name": "*"}
    yield allow(["ec2:CreateNetworkInterface"], ["*"], StringEquals=OF_THIS_CLUSTER, StringLike=interfaces)
    made = [f"elasticloadbalancing:Create{kind}" for kind in ("LoadBalancer", "TargetGroup", "Listener", "Rule")]
    yield allow([*made, "ec2:CreateSecurityGroup"], ["*"], StringEquals=OF_THIS_CLUSTER)
