"""Addresses and pods: what every subnet and node group needs at each moment, what it has, and what runs out first."""

from typing import NamedTuple

from generator.platform.capacity.demand import (
    BLOCK,
    CONTROL_PLANE,
    LOAD_BALANCER,
    Demand,
    demands,
    load_balancers,
    tightest,
)
from generator.platform.capacity.fargate import profile_pods
from generator.platform.capacity.footprint import Footprint, footprint, node_footprint, room
from generator.platform.capacity.limits import Limit, asked, limits, nodes_room
from generator.platform.capacity.moments import (
    Moment,
    moments,
    node_pods,
    zone_nodes,
)
from generator.platform.types.platform import Platform

__all__ = [
    "BLOCK",
    "CONTROL_PLANE",
    "LOAD_BALANCER",
    "Capacity",
    "Demand",
    "Footprint",
    "Limit",
    "Moment",
    "asked",
    "capacity",
    "demands",
    "footprint",
    "limits",
    "load_balancers",
    "moments",
    "node_footprint",
    "node_pods",
    "nodes_room",
    "profile_pods",
    "room",
    "tightest",
    "zone_nodes",
]


class Capacity(NamedTuple):
    """All that is known of a platform's room: the demand of every subnet by moment, and what runs out, first first."""

    platform: Platform
    demands: dict[Moment, list[Demand]]
    limits: list[Limit]

    @property
    def short(self) -> bool:
        """Whether something runs out at one of the moments."""
        return any(limit.short for limit in self.limits) or not all(
            demand.fits for found in self.demands.values() for demand in found
        )


def capacity(platform: Platform) -> Capacity:
    """Work out the capacity of a platform."""
    return Capacity(platform, {moment: demands(platform, moment) for moment in moments(platform)}, limits(platform))
