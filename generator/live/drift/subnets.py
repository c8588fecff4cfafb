"""Subnets: which there are, where, and the tags by which others find them."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.declared import label
from generator.live.comparison.difference import Drift, differ, differ_in_tags, tags_of
from generator.live.comparison.network import name_of
from generator.live.comparison.world import World
from generator.platform.network.addresses import Subnet, subnet_zone, subnets
from generator.platform.network.adopted import subnet_id

ROLES = {"kubernetes.io/role/elb", "kubernetes.io/role/internal-elb"}


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `subnets`."""
    if world.network.vpc is None:
        return
    for item in subnets(world.platform):
        found = world.network.found.get(item.name)
        if found is None:
            yield Drift(("subnets", item.tier, "cidrs", item.zone), str(item.cidr), None, f"subnet {item.name}")
        else:
            yield from _subnet(world, item, found)
    yield from _undeclared(world)


def _subnet(world: World, item: Subnet, found: dict[str, Any]) -> Iterator[Drift]:
    place, about = ("subnets", item.tier), f"subnet {item.name}"
    yield from differ((*place, "cidrs", item.zone), str(item.cidr), found["CidrBlock"])
    yield from differ(("vpc", "zones"), subnet_zone(world.platform, item), found["AvailabilityZone"], about)
    tags = tags_of(found.get("Tags", []))
    if subnet_id(world.platform, item) is not None:
        yield from _adopted(world, item, tags)
        return
    body = world.declared.of("aws_subnet")[item.name]
    public = bool(found.get("MapPublicIpOnLaunch"))
    yield from differ((*place, "kind"), body["map_public_ip_on_launch"], public, f"{about}, public addresses")
    for drift in differ_in_tags(("tags",), world.platform.tags, body["tags"], tags, about):
        if drift.place[-1] in ROLES:
            yield Drift((*place, "loadBalancers"), *drift[1:3], f"{about}, tag {drift.place[-1]}")
        else:
            yield drift


def _adopted(world: World, item: Subnet, tags: dict[str, str]) -> Iterator[Drift]:
    """Tags that we give an adopted subnet; all others are its owner's."""
    for body in world.declared.of("aws_ec2_tag").values():
        if label(body["resource_id"]) == item.name:
            about = f"subnet {item.name}, tag {body['key']}"
            place = ("subnets", item.tier, "loadBalancers") if body["key"] in ROLES else ("vpc", "tagSubnets")
            yield from differ(place, body["value"], tags.get(body["key"]), about)


def _undeclared(world: World) -> Iterator[Drift]:
    """Subnets that are named as ours are."""
    ours = {subnet["SubnetId"] for subnet in world.network.found.values()}
    for subnet in world.network.subnets:
        name = name_of(subnet)
        named = name.startswith(f"{world.platform.name}-") and not world.declared.mentions(name)
        if named and subnet["SubnetId"] not in ours:
            yield Drift(("subnets",), None, subnet["CidrBlock"], f"subnet {name}, {subnet['SubnetId']}")
