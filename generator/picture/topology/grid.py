"""Where everything of a VPC lies: zones as columns, tiers as rows."""

from typing import NamedTuple

from generator.platform.capacity import profile_pods, zone_nodes
from generator.platform.fleets import Fleet, fleets
from generator.platform.network.addresses import Subnet, local_zone, subnets, tier_zones
from generator.platform.network.adopted import adopts, shared_nat
from generator.platform.network.endpoints import endpoint_tier, interface_endpoints
from generator.platform.network.ipv6 import is_dual_stack
from generator.platform.network.ipv6_blocks import block_number, has_ipv6
from generator.platform.network.placement import has_control_plane, nat_tier, nat_zones
from generator.platform.nodes.fargate import profile_zones, profiles
from generator.platform.services.load_balancers import class_load_balancers, class_tiers
from generator.platform.services.service_load_balancers import service_load_balancers, tiers
from generator.platform.types.platform import Platform


class Cell(NamedTuple):
    """A subnet, its addresses, and what lies in it."""

    subnet: Subnet
    addresses: str
    nat: bool
    inhabitants: list[str]


class Row(NamedTuple):
    """A tier: its route out of the VPC in words, and its subnets by zone."""

    tier: str
    kind: str
    route: str
    cells: dict[str, Cell]


def addresses(platform: Platform, subnet: Subnet) -> str:
    """The CIDR of a subnet and, where it has one, the number of its IPv6 block."""
    if not has_ipv6(platform, subnet):
        return str(subnet.cidr)
    number = block_number(platform, subnet)
    return f"{subnet.cidr}, IPv6" if number is None else f"{subnet.cidr}, IPv6 {number}"


def vpc_addresses(platform: Platform) -> str:
    """The CIDRs of the VPC."""
    ipv6 = ["IPv6" if adopts(platform) else "IPv6 /56"] if is_dual_stack(platform) else []
    return " + ".join((platform.vpc.cidr, *platform.vpc.secondary_cidrs, *ipv6))


def rows(platform: Platform) -> list[Row]:
    """The tiers, public ones first and that of the NAT gateways last of these; the control plane's last of its kind."""
    kinds = ["public", "private", "isolated"]
    last = {nat_tier(platform), platform.cluster.subnets}
    order = sorted(platform.subnets, key=lambda name: (kinds.index(platform.subnets[name].kind), name in last, name))
    found: dict[str, dict[str, Cell]] = {name: {} for name in order}
    for subnet in subnets(platform):
        nat = subnet.tier == nat_tier(platform) and subnet.zone in nat_zones(platform)
        found[subnet.tier][subnet.zone] = Cell(subnet, addresses(platform, subnet), nat, _inhabitants(platform, subnet))
    return [Row(name, platform.subnets[name].kind, _route(platform, name), found[name]) for name in order]


def _route(platform: Platform, tier: str) -> str:
    kind, zones = platform.subnets[tier].kind, nat_zones(platform)
    if kind == "public":
        return "internet gateway"
    if kind == "isolated" or platform.vpc.nat == "none":
        return "no way out"
    shared = shared_nat(platform)
    if shared is not None:
        return shared
    if local_zone(platform, tier) is not None and len(zones) > 1:
        return f"NAT in zone {tier_zones(platform, tier)[0]}"
    return "NAT in its zone" if len(zones) == len(platform.vpc.zones) else f"NAT in zone {zones[0]}"


def _inhabitants(platform: Platform, subnet: Subnet) -> list[str]:
    tier, balancers = subnet.tier, class_load_balancers(platform)
    place = local_zone(platform, tier)
    found = [f"in {place}"] if place else []
    found += [f"load balancer {name}" for name, class_ in balancers.items() if tier in class_tiers(platform, class_)]
    found += [
        f"load balancer {name}"
        for name, each in service_load_balancers(platform).items()
        if tier in tiers(platform, each)
    ]
    found += [
        f"{fleet.name}: {_most(fleet)}"
        for fleet in fleets(platform)
        if fleet.subnets == tier and subnet.zone in fleet.zones
    ]
    found += [
        f"Fargate {name}: up to {profile_pods(platform, name, 'full')} pods"
        for name, profile in sorted(profiles(platform).items())
        if profile.subnets == tier and subnet.zone in profile_zones(platform, profile)
    ]
    if tier == platform.cni.pod_subnets or tier in platform.cni.extra_pod_subnets:
        found.append("pods")
    if has_control_plane(platform, subnet):
        found.append("control plane interface")
    endpoints = len(interface_endpoints(platform))
    if endpoints and tier == endpoint_tier(platform):
        found.append(f"{endpoints} interface endpoint{'s' if endpoints > 1 else ''}")
    return found


def _most(fleet: Fleet) -> str:
    """The most nodes of a fleet in a zone, in words."""
    if not fleet.bounded:
        return "any number of nodes"
    number = zone_nodes(fleet, "full")
    return f"up to {number} node{'s' if number > 1 else ''}"
