"""What nodes of Karpenter need to join: roles, instance profiles, and access entries."""

from collections.abc import Iterator

from generator.platform.nodes.node_pool import pools
from generator.platform.types.karpenter_pool import NodePool
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy
from generator.render.karpenter import profile, role_suffix
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.nodes.roles import POLICIES, SSM
from generator.render.terraform.policy import attachments, role, service_trust


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the roles that pools have, each with its profile and its access entry."""
    if platform.nodes.karpenter is None:
        return
    for pool in _by_role(platform):
        yield from _role(platform, pool)


def karpenter_node_roles(platform: Platform) -> list[Block]:
    """The roles of all pools."""
    return [_owner(platform, pool) for pool in _by_role(platform)]


def _by_role(platform: Platform) -> list[NodePool]:
    """A pool for each role that there is: nodes that people may reach have one of their own."""
    found = {role_suffix(pool): pool for pool in pools(platform).values()}
    return [found[suffix] for suffix in sorted(found)]


def _owner(platform: Platform, pool: NodePool) -> Block:
    return role(platform, role_suffix(pool), service_trust("ec2.amazonaws.com"), "EKS nodes that Karpenter makes")


def _role(platform: Platform, pool: NodePool) -> Iterator[Block]:
    """The profile is ours and not Karpenter's, which then needs no rights to make any.

    https://karpenter.sh/docs/concepts/nodeclasses/#specinstanceprofile
    """
    owner, name = _owner(platform, pool), role_suffix(pool)
    policies = POLICIES | (SSM if pool.access.ssm else {})
    yield owner
    yield from attachments(owner, {key: managed_policy(platform, policy) for key, policy in policies.items()})
    yield resource("aws_iam_instance_profile", name, name=profile(platform, pool), role=owner.ref("name"))
    yield resource(
        "aws_eks_access_entry",
        name.replace("-", "_"),  # no name in cluster.access has an underscore
        cluster_name=cluster(platform).ref("name"),
        principal_arn=owner.ref("arn"),
        type="EC2_LINUX",
    )
