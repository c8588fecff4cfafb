"""The VPC: its addresses, its DNS, its tags."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.difference import Drift, differ, differ_in_tags, tags_of
from generator.live.comparison.world import World
from generator.platform.network.addresses import vpc_networks
from generator.platform.network.adopted import adopts
from generator.platform.network.ipv6 import is_dual_stack

DNS = {"enableDnsSupport": "EnableDnsSupport", "enableDnsHostnames": "EnableDnsHostnames"}


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `vpc` itself."""
    found = world.network.vpc
    if found is None:
        yield Drift(("vpc",), world.platform.vpc.id or world.platform.name, None)
        return
    yield from _addresses(world, found)
    for attribute, key in DNS.items():
        answer = world.aws.read("ec2", "describe_vpc_attribute", VpcId=found["VpcId"], Attribute=attribute)
        yield from differ(("vpc",), True, answer[key]["Value"], attribute)
    if not adopts(world.platform):
        (body,) = world.declared.of("aws_vpc").values()
        tags = tags_of(found.get("Tags", []))
        yield from differ_in_tags(("tags",), world.platform.tags, body["tags"], tags, f"VPC {found['VpcId']}")


def _addresses(world: World, found: dict[str, Any]) -> Iterator[Drift]:
    primary, *secondary = (str(network) for network in vpc_networks(world.platform))
    yield from differ(("vpc", "cidr"), primary, found["CidrBlock"])
    blocks = found.get("CidrBlockAssociationSet", [])
    cidrs = {block["CidrBlock"] for block in blocks if block["CidrBlockState"]["State"] == "associated"}
    yield from differ(("vpc", "secondaryCidrs"), secondary, cidrs - {found["CidrBlock"]})
    blocks = found.get("Ipv6CidrBlockAssociationSet", [])
    ipv6 = any(block["Ipv6CidrBlockState"]["State"] == "associated" for block in blocks)
    yield from differ(("vpc", "ipv6"), is_dual_stack(world.platform), ipv6)
