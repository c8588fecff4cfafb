"""The VPC, its CIDRs and its subnets."""

from generator.platform.addresses import Subnet, subnets, vpc_networks, zone_name
from generator.platform.placement import internal_candidates, public_tiers
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, resource


def named(platform: Platform, suffix: str) -> dict[str, str]:
    """The tag that the console shows as a name."""
    return {"Name": f"{platform.name}-{suffix}"}


def vpc(platform: Platform) -> Block:
    """The VPC; nodes register by DNS names, so both DNS settings are on."""
    return resource(
        "aws_vpc",
        "this",
        cidr_block=platform.vpc.cidr,
        enable_dns_hostnames=True,
        enable_dns_support=True,
        tags={"Name": platform.name},
    )


def secondary_cidr(platform: Platform, cidr: str) -> Block:
    """A further CIDR of the VPC, addressed by itself."""
    name = cidr.replace(".", "-").replace("/", "_")
    return resource(
        "aws_vpc_ipv4_cidr_block_association", f"cidr-{name}", vpc_id=vpc(platform).ref("id"), cidr_block=cidr
    )


def subnet(platform: Platform, item: Subnet) -> Block:
    """A subnet; in a secondary CIDR it waits for that CIDR."""
    owner = vpc(platform).ref("id")
    for cidr, known in zip(platform.vpc.secondary_cidrs, vpc_networks(platform)[1:], strict=True):
        if item.cidr.subnet_of(known):
            owner = secondary_cidr(platform, cidr).ref("vpc_id")
    tags = named(platform, item.name)
    if item.tier in public_tiers(platform):
        tags["kubernetes.io/role/elb"] = "1"
    if item.tier in internal_candidates(platform):
        tags["kubernetes.io/role/internal-elb"] = "1"
    if item.tier in platform.cni.extra_pod_subnets:
        tags |= _for_pods(platform)
    return resource(
        "aws_subnet",
        item.name,
        vpc_id=owner,
        availability_zone=zone_name(platform, item.zone),
        cidr_block=str(item.cidr),
        map_public_ip_on_launch=platform.subnets[item.tier].kind == "public" and _has_nodes(platform, item.tier),
        tags=tags,
    )


def _for_pods(platform: Platform) -> dict[str, str]:
    """The tags by which the CNI finds further subnets for pods, of this cluster alone.

    https://aws.amazon.com/blogs/containers/amazon-vpc-cni-introduces-enhanced-subnet-discovery/
    """
    return {"kubernetes.io/role/cni": "1", f"cni.networking.k8s.aws/cluster/{platform.name}": "shared"}


def _has_nodes(platform: Platform, tier: str) -> bool:
    return any(group.subnets == tier for group in platform.nodes.groups.values())


def tier_ids(platform: Platform, tier: str) -> list[Block]:
    """The subnets of a tier, as blocks, by zone."""
    return [subnet(platform, item) for item in subnets(platform) if item.tier == tier]
