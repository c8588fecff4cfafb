"""The roles that nodes have, whatever makes the nodes."""

from generator.platform.nodes.ami import is_windows
from generator.platform.types.platform import Platform
from generator.render.terraform import nodes
from generator.render.terraform.block import Block
from generator.render.terraform.nodes.roles import group_role
from generator.render.terraform.policy import service_trust


def linux_roles(platform: Platform) -> list[Block]:
    """The roles that Linux nodes have as EC2 instances, however they are made."""
    by_ec2, groups = service_trust("ec2.amazonaws.com"), platform.nodes.groups.items()
    others = [group_role(platform, name, group).address for name, group in groups if is_windows(group.ami)]
    return [
        block
        for block in nodes.blocks(platform)
        if block.labels[0] == "aws_iam_role"
        and block.body["assume_role_policy"] == by_ec2
        and block.address not in others
    ]
