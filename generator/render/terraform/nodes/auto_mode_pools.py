"""What nodes of our own pools of Auto Mode need to join: a role and an access entry; EKS makes only its own pools'."""

from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_pools
from generator.platform.types.platform import Platform
from generator.render.arn import partition
from generator.render.auto_mode import POOL_ROLE
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.nodes.auto_mode_roles import policies
from generator.render.terraform.policy import role, service_trust


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role with its policies and its access entry.

    https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
    """
    if not auto_pools(platform):
        return
    owner = role(platform, POOL_ROLE, service_trust("ec2.amazonaws.com"), "EKS nodes of our pools of Auto Mode")
    yield owner
    yield from policies(platform, owner)
    name, principal = cluster(platform).ref("name"), owner.ref("arn")
    # With an underscore, which no entry of cluster.access has in its name.
    entry = resource("aws_eks_access_entry", "auto_pools", cluster_name=name, principal_arn=principal, type="EC2")
    yield entry
    yield resource(
        "aws_eks_access_policy_association",
        "auto_pools",
        cluster_name=name,
        principal_arn=entry.ref("principal_arn"),
        policy_arn=f"arn:{partition(platform)}:eks::aws:cluster-access-policy/AmazonEKSAutoNodePolicy",
        access_scope={"type": "cluster"},
    )
