"""For programs: everything that is known, in the shape that docs/capacity.md describes."""

from collections.abc import Iterable
from typing import Any

from generator.picture.capacity import PARTS, World, fits, in_zone
from generator.platform.capacity import (
    Capacity,
    Demand,
    Limit,
    node_footprint,
    node_pods,
    nodes_room,
    zone_nodes,
)
from generator.platform.fleets import Fleet, fleets
from generator.platform.network.addresses import subnet_zone, zone_name
from generator.platform.nodes.allocatable import fleet_allocatable
from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.max_pods import max_pods
from generator.platform.services.replicas import fewest, most

KEYS = {
    "assigned": "pods",
    "load_balancers": "loadBalancers",
    "control_plane": "controlPlane",
    "nat_gateways": "natGateways",
}


def report(worlds: list[World]) -> str:
    """One document about all platforms."""
    import json

    return json.dumps({"platforms": [_world(world) for world in worlds]}, indent=2, ensure_ascii=False) + "\n"


def _world(world: World) -> dict[str, Any]:
    platform = world.now.platform
    return {
        "file": world.file,
        "name": platform.name,
        "environment": platform.environment,
        "region": platform.region,
        "changes": list(world.changes),
        "now": _capacity(world.now),
        "whatIf": None if world.then is None else _capacity(world.then),
    }


def _capacity(capacity: Capacity) -> dict[str, Any]:
    return {
        "short": capacity.short,
        "subnets": [_subnet(capacity, index) for index in range(len(capacity.demands["full"]))],
        "zones": [_zone(capacity, zone) for zone in sorted(capacity.platform.vpc.zones)],
        "nodes": [_fleet(capacity, fleet) for fleet in fleets(capacity.platform)],
        "pods": _pods(capacity),
        "runsOut": [_limit(limit) for limit in capacity.limits],
    }


def _subnet(capacity: Capacity, index: int) -> dict[str, Any]:
    subnet, platform = capacity.demands["full"][index].subnet, capacity.platform
    return {
        "name": subnet.name,
        "tier": subnet.tier,
        "zone": subnet_zone(platform, subnet),
        "kind": platform.subnets[subnet.tier].kind,
        "cidr": str(subnet.cidr),
        "usable": subnet.usable,
        "fits": fits(capacity, index),
        "moments": {
            moment: {**_parts([found[index]]), "free": found[index].free, "blocks": _blocks(found[index])}
            for moment, found in capacity.demands.items()
        },
    }


def _parts(found: Iterable[Demand]) -> dict[str, int]:
    """Addresses by what takes them, and their sum."""
    parts = {KEYS.get(part, part): sum(getattr(demand, part) for demand in found) for part in PARTS}
    return {**parts, "total": sum(parts.values())}


def _blocks(demand: Demand) -> dict[str, int]:
    """/28 blocks: whole ones of the empty subnet, spoiled by single addresses, taken as prefixes, left."""
    return {
        "whole": demand.blocks,
        "spoiled": demand.spoiled,
        "prefixes": demand.prefixes,
        "free": demand.blocks_free,
    }


def _zone(capacity: Capacity, zone: str) -> dict[str, Any]:
    here = {moment: in_zone(found, zone) for moment, found in capacity.demands.items()}
    return {
        "name": zone_name(capacity.platform, zone),
        "usable": sum(demand.subnet.usable for demand in here["full"]),
        "moments": {moment: _parts(found) for moment, found in here.items()},
    }


def _fleet(capacity: Capacity, fleet: Fleet) -> dict[str, Any]:
    platform = capacity.platform
    nodes = fleet_allocatable(platform, fleet)
    return {
        "name": fleet.name,
        "kind": fleet.kind,
        "instanceTypes": list(fleet.every_type),
        "countedAs": list(fleet.instance_types),
        "min": fleet.min,
        "max": fleet.max if fleet.bounded else None,
        "maxPods": max_pods(platform, fleet),
        "allocatable": {
            "milliCpu": int(min(each.cpu for each in nodes)),
            "memoryMiB": int(min(each.memory for each in nodes) // 2**20),
        }
        if nodes
        else None,
        "moments": {
            moment: {
                "nodesInZone": zone_nodes(fleet, moment),
                "podsOnNode": (pods := node_pods(platform, fleet, moment)),
                "node": node_footprint(platform, fleet, pods)._asdict(),
            }
            for moment in capacity.demands
        },
    }


def _pods(capacity: Capacity) -> dict[str, Any]:
    services, have = services_on_nodes(capacity.platform).values(), nodes_room(capacity.platform)
    return {
        "today": sum(fewest(capacity.platform, service) for service in services),
        "full": sum(most(capacity.platform, service) for service in services),
        "room": None if have is None else have.pods,
    }


def _limit(limit: Limit) -> dict[str, Any]:
    return {**limit._asdict(), "of": limit.of or None, "short": limit.short}
