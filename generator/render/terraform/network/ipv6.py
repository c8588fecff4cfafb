"""IPv6 of the VPC and its subnets: Amazon's /56, and a /64 of it for each.

Nothing here translates: DNS64 and NAT64 are for hosts without an IPv4 address, and every node has one, which its pods
reach IPv4 by. Interface endpoints stay IPv4 for the same reason.
https://docs.aws.amazon.com/eks/latest/userguide/cni-ipv6.html
"""

from typing import Any

from generator.platform.network.addresses import Subnet
from generator.platform.network.ipv6 import is_dual_stack
from generator.platform.network.ipv6_blocks import block_number
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, Expression, call

NEW_BITS = 64 - 56
"""What a subnet's prefix is longer than the VPC's by."""


def of_vpc(platform: Platform) -> dict[str, Any]:
    """What makes a VPC dual-stack, as arguments."""
    return {"assign_generated_ipv6_cidr_block": True} if is_dual_stack(platform) else {}


def of_subnet(platform: Platform, item: Subnet, vpc: Block) -> dict[str, Any]:
    """What makes a subnet of ours dual-stack, as arguments: EKS places nodes only where they get addresses at once."""
    number = block_number(platform, item)
    if number is None:
        return {}
    return {"ipv6_cidr_block": block_of(vpc, number), "assign_ipv6_address_on_creation": True}


def block_of(vpc: Block, number: int) -> Expression:
    """A /64 of a VPC by its number, worked out from the /56 when that is known."""
    return call("cidrsubnet", vpc.ref("ipv6_cidr_block"), NEW_BITS, number)
