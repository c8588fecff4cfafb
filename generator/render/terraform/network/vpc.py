"""The VPC, its CIDRs and its subnets."""

from generator.platform.network.addresses import Subnet, subnet_zone, subnets, vpc_networks
from generator.platform.network.adopted import adopts, subnet_id
from generator.platform.network.placement import has_nodes
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, resource
from generator.render.terraform.network import adopted
from generator.render.terraform.network.ipv6 import of_subnet, of_vpc
from generator.render.terraform.network.subnet_tags import subnet_tags


def named(platform: Platform, suffix: str) -> dict[str, str]:
    """The tag that the console shows as a name."""
    return {"Name": f"{platform.name}-{suffix}"}


def vpc(platform: Platform) -> Block:
    """The VPC, ours or adopted; nodes register by DNS names, so both DNS settings are on."""
    if adopts(platform):
        return adopted.vpc(platform)
    return resource(
        "aws_vpc",
        "this",
        cidr_block=platform.vpc.cidr,
        enable_dns_hostnames=True,
        enable_dns_support=True,
        **of_vpc(platform),
        tags={"Name": platform.name},
    )


def own_group(platform: Platform, name: str, description: str) -> Block:
    """A security group of ours in the VPC; without rules beside it nothing comes in or goes out."""
    return resource(
        "aws_security_group",
        name,
        name=f"{platform.name}-{name}",
        description=description,
        vpc_id=vpc(platform).ref("id"),
        tags=named(platform, name),
    )


def default_security_group(platform: Platform) -> Block:
    """The VPC's own security group, which Terraform empties."""
    return resource(
        "aws_default_security_group", "this", vpc_id=vpc(platform).ref("id"), tags=named(platform, "default-closed")
    )


def secondary_cidrs(platform: Platform) -> list[Block]:
    """The further CIDRs of our VPC, in their order, each addressed by itself."""
    if adopts(platform):
        return []
    return [
        resource(
            "aws_vpc_ipv4_cidr_block_association",
            f"cidr-{cidr.replace('.', '-').replace('/', '_')}",
            vpc_id=vpc(platform).ref("id"),
            cidr_block=cidr,
        )
        for cidr in platform.vpc.secondary_cidrs
    ]


def subnet(platform: Platform, item: Subnet) -> Block:
    """A subnet, ours or adopted; in a secondary CIDR of ours it waits for that CIDR."""
    if subnet_id(platform, item) is not None:
        return adopted.subnet(platform, item)
    owner = vpc(platform).ref("id")
    for association, known in zip(secondary_cidrs(platform), vpc_networks(platform)[1:], strict=False):
        if item.cidr.subnet_of(known):
            owner = association.ref("vpc_id")
    return resource(
        "aws_subnet",
        item.name,
        vpc_id=owner,
        availability_zone=subnet_zone(platform, item),
        cidr_block=str(item.cidr),
        map_public_ip_on_launch=platform.subnets[item.tier].kind == "public" and has_nodes(platform, item.tier),
        **of_subnet(platform, item, vpc(platform)),
        tags=named(platform, item.name) | subnet_tags(platform, item),
    )


def tier_ids(platform: Platform, tier: str) -> list[Block]:
    """The subnets of a tier, as blocks, by zone."""
    return [subnet(platform, item) for item in subnets(platform) if item.tier == tier]
