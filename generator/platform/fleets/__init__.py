"""Everything that pods run on: a module for each kind, found by this folder's listing, with `fleets(platform)`."""

from functools import lru_cache

from generator.platform.discover import modules
from generator.platform.fleets.fleet import Fleet
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform

__all__ = ["Fleet", "fleet_of", "fleets", "own_fleets"]


@lru_cache(maxsize=8)
def fleets(platform: Platform) -> tuple[Fleet, ...]:
    """All fleets, by kind and name."""
    kinds = (module for module in modules(__name__) if hasattr(module, "fleets"))
    return tuple(fleet for kind in kinds for fleet in kind.fleets(platform))


def own_fleets(platform: Platform) -> list[Fleet]:
    """The fleets whose nodes need our add-ons: the CNI, kube-proxy, drivers, agents."""
    return [fleet for fleet in fleets(platform) if fleet.kind != "Auto Mode pool"]


def fleet_of(platform: Platform, node: Node) -> Fleet:
    """The fleet of a mapping in platform.yaml, such as an entry of nodes.groups."""
    return next(fleet for fleet in fleets(platform) if fleet.node is node)
