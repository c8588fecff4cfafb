"""Nodes by what they may be, from the fewest to the most; and pods on Fargate.

https://aws.amazon.com/ec2/pricing/, https://aws.amazon.com/fargate/pricing/
"""

from collections.abc import Iterator

from generator.diff.costs.driver import Amount, Driver
from generator.platform.capacity import profile_pods
from generator.platform.fleets import Fleet, fleets
from generator.platform.nodes.fargate import profiles
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform

_BOUGHT = {"onDemand": "", "spot": ", spot", "capacityBlock": ", capacity block"}


def drivers(platform: Platform) -> Iterator[Driver]:
    """Every fleet, those of the same types together."""
    for fleet in fleets(platform):
        yield Driver(f"nodes of {fleet.types_in_words}{_bought(fleet)}", nodes(fleet), "")
    for name in sorted(profiles(platform)):
        pods = (profile_pods(platform, name, moment) for moment in ("today", "full"))
        yield Driver("pods on Fargate", Amount(*pods), "")


def nodes(fleet: Fleet) -> Amount:
    """How many nodes a fleet may have."""
    return Amount(fleet.min, max(fleet.max, fleet.most_nodes) if fleet.bounded else None)


def _bought(fleet: Fleet) -> str:
    return _BOUGHT[fleet.node.capacity] if isinstance(fleet.node, NodeGroup) else ""
