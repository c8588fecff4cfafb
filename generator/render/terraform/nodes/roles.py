"""Roles of nodes: a shared one, and one of its own for a group that the shared one does not do for."""

from collections.abc import Iterator

from generator.platform.nodes.ami import is_windows
from generator.platform.nodes.groups import has_own_role
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.policy import attachments, role, service_trust

POLICIES = {"worker": "AmazonEKSWorkerNodePolicy", "images": "AmazonEC2ContainerRegistryPullOnly"}
SSM = {"ssm": "AmazonSSMManagedInstanceCore"}


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the shared role, and each group's own, with their policies, and what unmanaged nodes need beside it."""
    if not platform.nodes.groups:
        return
    yield node_role(platform)
    yield from _policies(platform)
    for name, group in sorted(platform.nodes.groups.items()):
        if has_own_role(group):
            yield group_role(platform, name, group)
            yield from group_policies(platform, name, group)
        if not group.managed:
            yield instance_profile(platform, name, group)
            yield access_entry(platform, name, group)


def node_role(platform: Platform) -> Block:
    """The role of nodes: nothing that pods could want. Pods have roles of their own."""
    return role(platform, "node", service_trust("ec2.amazonaws.com"), "EKS nodes")


def _policies(platform: Platform) -> Iterator[Block]:
    yield from attachments(node_role(platform), {key: managed_policy(platform, name) for key, name in POLICIES.items()})


def group_role(platform: Platform, name: str, group: NodeGroup) -> Block:
    """The shared role or the group's own; of managed groups EKS makes the access entry."""
    if not has_own_role(group):
        return node_role(platform)
    return role(platform, f"node-{name}", service_trust("ec2.amazonaws.com"), f"EKS nodes of {name}")


def group_policies(platform: Platform, name: str, group: NodeGroup) -> Iterator[Block]:
    """What the group's nodes may do.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
    """
    if not has_own_role(group):
        yield from _policies(platform)
        return
    policies = POLICIES | (SSM if group.access.ssm else {})
    owner = group_role(platform, name, group)
    yield from attachments(owner, {key: managed_policy(platform, policy) for key, policy in policies.items()})


def instance_profile(platform: Platform, name: str, group: NodeGroup) -> Block:
    """What gives an instance the group's role."""
    owner = group_role(platform, name, group)
    return resource("aws_iam_instance_profile", owner.labels[1], name=owner.body["name"], role=owner.ref("name"))


def access_entry(platform: Platform, name: str, group: NodeGroup) -> Block:
    """What lets nodes with the group's role join the cluster.

    https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
    """
    return resource(
        "aws_eks_access_entry",
        f"node_{name}",  # no name in cluster.access has an underscore
        cluster_name=cluster(platform).ref("name"),
        principal_arn=group_role(platform, name, group).ref("arn"),
        type="EC2_WINDOWS" if is_windows(group.ami) else "EC2_LINUX",
    )
