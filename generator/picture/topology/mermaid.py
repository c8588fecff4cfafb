"""The topology as Mermaid flowcharts."""

from collections.abc import Collection, Iterator

from generator.picture.mermaid import Ids, Shape, chart, comment, edge, node, subgraph
from generator.picture.topology import Kind, calls
from generator.picture.topology.grid import addresses, vpc_addresses
from generator.platform.capacity import load_balancers, profile_pods
from generator.platform.fleets import fleets
from generator.platform.network.addresses import local_zone, subnets, tier_subnets, zone_name
from generator.platform.network.adopted import shared_nat
from generator.platform.network.ipv6_blocks import has_way_out
from generator.platform.network.placement import control_plane_zones, nat_tier, nat_zones
from generator.platform.nodes.fargate import profile_zones, profiles
from generator.platform.services.load_balancers import class_load_balancers, class_tiers
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.services.service_load_balancers import tiers as balancer_tiers
from generator.platform.types.platform import Platform

SHAPES: dict[Kind, Shape] = {
    "host": "pill",
    "class": "hexagon",
    "balancer": "hexagon",
    "service": "box",
    "network": "store",
}


def report(platforms: list[Platform]) -> str:
    """One flowchart of everything; of several platforms, each in a frame."""
    ids = Ids()
    if len(platforms) == 1:
        return chart("TB", list(_whole(platforms[0], ids, "")))
    lines = []
    for platform in platforms:
        inside = list(_whole(platform, ids, f"{platform.environment} "))
        lines += subgraph(ids(f"{platform.environment} platform"), f"{platform.name}, {platform.environment}", inside)
    return chart("TB", lines)


def running(platform: Platform, ids: Ids) -> str:
    """What runs, and who calls whom."""
    return chart("LR", list(_running(platform, ids, "")))


def network(platform: Platform, ids: Ids) -> str:
    """Zones and subnets."""
    return chart("TB", _vpc(platform, ids, ""))


def _whole(platform: Platform, ids: Ids, scope: str) -> Iterator[str]:
    gateways = [node(ids(f"{scope}igw"), "internet gateway", "hexagon")]
    if has_way_out(platform):
        gateways.append(node(ids(f"{scope}eigw"), "egress-only internet gateway", "hexagon"))
    yield from _vpc(platform, ids, scope, [*gateways, *_shared(platform, ids, scope)])
    yield from _routes(platform, ids, scope)
    yield from _inhabitants(platform, ids, scope)
    yield from _running(platform, ids, scope)


def _running(platform: Platform, ids: Ids, scope: str) -> Iterator[str]:
    found = calls(platform)
    if found.note:
        yield comment(found.note)
    for thing, label in found.things.items():
        yield node(ids(scope + thing.key), label, SHAPES[thing.kind])
    for call in found.calls:
        yield edge(ids(scope + call.start.key), ids(scope + call.end.key), call.label)


def _vpc(platform: Platform, ids: Ids, scope: str, more: list[str] | None = None) -> list[str]:
    with_nat, lines = nat_zones(platform), list(more or _shared(platform, ids, scope))
    for zone in sorted(platform.vpc.zones):
        identity = ids(f"{scope}zone_{zone}")
        inside = [
            node(
                ids(f"{scope}subnet_{subnet.name}"),
                " ".join(filter(None, (subnet.name, addresses(platform, subnet), local_zone(platform, subnet.tier)))),
            )
            for subnet in subnets(platform)
            if subnet.zone == zone
        ]
        lines += subgraph(identity, f"{zone_name(platform, zone)}{', NAT' if zone in with_nat else ''}", inside)
    about = " ".join(filter(None, ("VPC", platform.vpc.id, vpc_addresses(platform))))
    return subgraph(f"{ids(f'{scope}vpc')}" if scope else "vpc", about, lines)


def _shared(platform: Platform, ids: Ids, scope: str) -> Iterator[str]:
    """The NAT that lies in no subnet."""
    shared = shared_nat(platform)
    if shared:
        yield node(ids(f"{scope}nat"), shared, "hexagon")


def _routes(platform: Platform, ids: Ids, scope: str) -> Iterator[str]:
    """Where 0.0.0.0/0, and ::/0 where it leads elsewhere, lead from every subnet that has a route for them."""
    nat, zones = nat_tier(platform), nat_zones(platform)
    for subnet in subnets(platform):
        identity, kind = ids(f"{scope}subnet_{subnet.name}"), platform.subnets[subnet.tier].kind
        if kind == "public":
            yield edge(identity, ids(f"{scope}igw"))
        elif kind == "private" and shared_nat(platform):
            yield edge(identity, ids(f"{scope}nat"), "NAT")
        elif kind == "private" and zones:
            zone = subnet.zone if subnet.zone in zones else zones[0]
            yield edge(identity, ids(f"{scope}subnet_{nat}-{zone}"), "NAT")
            if has_way_out(platform):
                yield edge(identity, ids(f"{scope}eigw"), "IPv6")


def _inhabitants(platform: Platform, ids: Ids, scope: str) -> Iterator[str]:
    """The control plane, nodes and load balancers, each with the subnets that it lies in."""
    every = platform.vpc.zones
    control = f"EKS {platform.cluster.version} control plane"
    things: list[tuple[str, str, list[str], Collection[str]]] = [
        ("control", control, [platform.cluster.subnets], control_plane_zones(platform)),
    ]
    for fleet in fleets(platform):
        said = f"{fleet.name}: {fleet.scale}, {fleet.types_in_words}"
        things.append((f"nodes_{fleet.name}", said, [fleet.subnets], fleet.zones))
    for name, profile in sorted(profiles(platform).items()):
        said = f"Fargate {name}: up to {profile_pods(platform, name, 'full')} pods"
        things.append((f"fargate_{name}", said, [profile.subnets], profile_zones(platform, profile)))
    used = load_balancers(platform)
    for name, class_ in class_load_balancers(platform).items():
        tiers = [tier for tier in class_tiers(platform, class_) if tier in used]
        things.append((f"class_balancer_{name}", f"load balancer {name}", tiers, every))
        yield edge(ids(f"{scope}class_{name}"), ids(f"{scope}class_balancer_{name}"))
    for name, balancer in service_load_balancers(platform).items():
        things.append((f"balancer_{name}", "", balancer_tiers(platform, balancer), every))
    for key, label, tiers, zones in things:
        if label:  # the others are drawn with what calls what
            yield node(ids(scope + key), label, "pill")
        for subnet in (subnet for tier in tiers for subnet in tier_subnets(platform, tier)):
            if subnet.zone in zones:
                yield edge(ids(scope + key), ids(f"{scope}subnet_{subnet.name}"))
