"""The role of the nodes of Auto Mode: what they may do, and nothing that pods could want."""

from collections.abc import Iterator

from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy
from generator.render.terraform import network
from generator.render.terraform.block import Block
from generator.render.terraform.policy import attachments, role, service_trust

POLICIES = {"worker": "AmazonEKSWorkerNodeMinimalPolicy", "images": "AmazonEC2ContainerRegistryPullOnly"}


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield the role of the built-in pools' nodes and its policies."""
    mode = auto_mode(platform)
    if mode is not None and mode.built_in_pools:
        yield built_in_role(platform)
        yield from policies(platform, built_in_role(platform))


def running(platform: Platform) -> list[Block]:
    """Nodes come by themselves; what makes them useful is a way to everything that they need."""
    mode = auto_mode(platform)
    return list(network.before_nodes(platform)) if mode is not None and mode.built_in_pools else []


def built_in_role(platform: Platform) -> Block:
    """The role of the built-in pools' nodes; EKS makes its access entry.

    https://docs.aws.amazon.com/eks/latest/userguide/auto-create-node-role.html
    """
    return role(platform, "auto-node", service_trust("ec2.amazonaws.com"), "EKS nodes of Auto Mode")


def policies(platform: Platform, owner: Block) -> Iterator[Block]:
    """What nodes of Auto Mode need to join and to pull images."""
    yield from attachments(owner, {key: managed_policy(platform, name) for key, name in POLICIES.items()})
