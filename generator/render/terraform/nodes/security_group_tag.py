"""The tag by which pools find the cluster's security group, which EKS makes and names."""

from collections.abc import Iterator

from generator.platform.nodes.node_pool import every_pool
from generator.platform.types.platform import Platform
from generator.render.karpenter import security_group_tags
from generator.render.terraform.block import Block, resource
from generator.render.terraform.cluster import security_group


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield it where there are pools."""
    if not every_pool(platform):
        return
    for key, value in security_group_tags(platform).items():
        yield resource(
            "aws_ec2_tag", "karpenter-security-group", resource_id=security_group(platform), key=key, value=value
        )
