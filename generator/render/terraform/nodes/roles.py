"""Roles of nodes: a shared one, and one of its own for a group whose nodes may do more."""

from collections.abc import Iterator

from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy
from generator.render.terraform.block import Block
from generator.render.terraform.policy import attachments, role, service_trust

POLICIES = {"worker": "AmazonEKSWorkerNodePolicy", "images": "AmazonEC2ContainerRegistryPullOnly"}


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the shared role, and each group's own, with their policies."""
    yield node_role(platform)
    yield from _policies(platform)
    for name, group in sorted(platform.nodes.groups.items()):
        if group.access.ssm:
            yield group_role(platform, name, group)
            yield from group_policies(platform, name, group)


def node_role(platform: Platform) -> Block:
    """The role of nodes: nothing that pods could want. Pods have roles of their own."""
    return role(platform, "node", service_trust("ec2.amazonaws.com"), "EKS nodes")


def _policies(platform: Platform) -> Iterator[Block]:
    yield from attachments(node_role(platform), {key: managed_policy(platform, name) for key, name in POLICIES.items()})


def group_role(platform: Platform, name: str, group: NodeGroup) -> Block:
    """The shared role, or the group's own where its nodes may do more; EKS makes the access entry of either."""
    if not group.access.ssm:
        return node_role(platform)
    return role(platform, f"node-{name}", service_trust("ec2.amazonaws.com"), f"EKS nodes of {name}")


def group_policies(platform: Platform, name: str, group: NodeGroup) -> Iterator[Block]:
    """What the group's nodes may do.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
    """
    if not group.access.ssm:
        yield from _policies(platform)
        return
    policies = POLICIES | {"ssm": "AmazonSSMManagedInstanceCore"}
    owner = group_role(platform, name, group)
    yield from attachments(owner, {key: managed_policy(platform, policy) for key, policy in policies.items()})
