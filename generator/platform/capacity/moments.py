"""Moments in a platform's life, and how many nodes and pods each has."""

from math import ceil
from typing import Literal

from generator.platform.capacity.footprint import room
from generator.platform.fleets import Fleet, fleets
from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.services.replicas import fewest
from generator.platform.types.platform import Platform

Moment = Literal["today", "full", "update", "zoneLost"]
"""today: every group and service at its fewest; full: every group at its largest, and every node full; update: full,
while the groups are updated; zoneLost: full, with one zone's nodes in the others."""


def moments(platform: Platform) -> tuple[Moment, ...]:
    """The moments that a platform has: one of a single zone cannot lose it and go on."""
    every: tuple[Moment, ...] = ("today", "full", "update", "zoneLost")
    return every if len(platform.vpc.zones) > 1 else every[:-1]


def zone_nodes(fleet: Fleet, moment: Moment) -> int:
    """The most nodes of a fleet in each of its zones: an even share of all in those that are there, and an update's."""
    zones = len(fleet.zones)
    match moment:
        case "today":
            return ceil(fleet.min / zones)
        case "full":
            return ceil(fleet.max / zones)
        case "update":
            return ceil(fleet.max / zones) + fleet.surge
        case "zoneLost":
            return ceil(fleet.max / max(zones - 1, 1))


def node_pods(platform: Platform, fleet: Fleet, moment: Moment) -> int:
    """The most pods with an address of their own on a node: today an even share of the services', else all it takes."""
    if moment != "today":
        return room(platform, fleet)
    nodes = sum(each.min for each in fleets(platform))
    pods = sum(fewest(platform, service) for service in services_on_nodes(platform).values())
    return min(room(platform, fleet), ceil(pods / nodes) if nodes else 0)
