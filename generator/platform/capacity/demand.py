"""What every subnet needs at a moment, against what it has."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from generator.platform.capacity.branches import grouped_pods, ordinary_pods, trunks
from generator.platform.capacity.discovery import Taken, split
from generator.platform.capacity.fargate import fargate_pods
from generator.platform.capacity.footprint import node_footprint
from generator.platform.capacity.moments import Moment, zone_nodes
from generator.platform.fleets import Fleet, fleets
from generator.platform.network.addresses import Subnet, subnets
from generator.platform.network.endpoints import endpoint_tier, interface_endpoints
from generator.platform.network.placement import has_control_plane, nat_tier, nat_zones, pod_tiers
from generator.platform.nodes.max_pods import PREFIX, fleet_cni
from generator.platform.services.load_balancers import class_load_balancers, class_tiers
from generator.platform.services.service_load_balancers import service_load_balancers, tiers
from generator.platform.types.platform import Platform

LOAD_BALANCER = 8
"""Addresses that must be free in every subnet of a load balancer.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer"""

CONTROL_PLANE = 6
"""Addresses that EKS asks for in every subnet of the control plane.
https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html"""

BLOCK = 28
"""The length of a prefix of the CNI."""


class Demand(NamedTuple):
    """Addresses that a subnet needs, by what takes them; `prefixes` of those of `pods` are /28 blocks.

    `nodes` counts one address for each node. `pods` counts the rest of what its interfaces hold, in the node's
    subnet or, with custom networking, in the pods'; of those `interfaces` are the interfaces' own, `assigned` are in
    use by pods, and the rest is `warm`. A node's trunk is one of the interfaces; a branch has its pod's address alone.
    `fargate` counts pods on Fargate: each has a network interface of its own.
    """

    subnet: Subnet
    nodes: int
    pods: int
    load_balancers: int
    endpoints: int
    control_plane: int
    nat_gateways: int
    fargate: int
    prefixes: int
    interfaces: int
    assigned: int

    @property
    def warm(self) -> int:
        """Addresses that interfaces hold and no pod uses: the warm pool, and what is left over in blocks."""
        return self.pods - self.interfaces - self.assigned

    @property
    def total(self) -> int:
        fixed = self.load_balancers + self.endpoints + self.control_plane + self.nat_gateways
        return self.nodes + self.pods + self.fargate + fixed

    @property
    def free(self) -> int:
        """Addresses that are left; negative where there are too few."""
        return self.subnet.usable - self.total

    @property
    def blocks(self) -> int:
        """/28 blocks of the subnet that are whole when it is empty: AWS keeps addresses in the first and the last."""
        return max((1 << max(BLOCK - self.subnet.cidr.prefixlen, 0)) - 2, 0)

    @property
    def spoiled(self) -> int:
        """Blocks that are no prefix any more, at worst: every single address lies in one of its own.

        https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html
        """
        return min(self.total + self.subnet.taken - PREFIX * self.prefixes, self.blocks)

    @property
    def blocks_free(self) -> int:
        """Blocks that are left for prefixes; negative where there are too few."""
        return self.blocks - self.spoiled - self.prefixes

    @property
    def fits(self) -> bool:
        return self.free >= 0 and (not self.prefixes or self.blocks_free >= 0)


class _Nodes(NamedTuple):
    nodes: int = 0
    pods: int = 0
    prefixes: int = 0
    interfaces: int = 0
    assigned: int = 0


def demands(platform: Platform, moment: Moment = "update", instead: Sequence[Fleet] | None = None) -> list[Demand]:
    """The demand of every subnet, by tier and zone; the fleets of `instead` are there instead of the platform's."""
    present = fleets(platform) if instead is None else instead
    nodes = _nodes(platform, moment, present)
    balancers = load_balancers(platform)
    endpoints = len(interface_endpoints(platform))
    on_fargate = fargate_pods(platform, moment)
    of_endpoints, gateways = endpoint_tier(platform), {(nat_tier(platform), zone) for zone in nat_zones(platform)}
    found = {
        (subnet.tier, subnet.zone): Demand(
            subnet,
            here.nodes,
            here.pods,
            LOAD_BALANCER * balancers[subnet.tier],
            endpoints if subnet.tier == of_endpoints else 0,
            CONTROL_PLANE if has_control_plane(platform, subnet) else 0,
            1 if (subnet.tier, subnet.zone) in gateways else 0,
            on_fargate[subnet.tier, subnet.zone],
            *here[2:],
        )
        for subnet in subnets(platform)
        for here in (nodes[subnet.tier, subnet.zone],)
    }
    for fleet in present:
        _discover(platform, fleet, moment, found)
    return list(found.values())


def _discover(platform: Platform, fleet: Fleet, moment: Moment, found: dict[tuple[str, str], Demand]) -> None:
    """Add the pods of a fleet that may lie in several tiers of their zone."""
    tiers = pod_tiers(platform, fleet)
    if len(tiers) == 1:
        return
    more = _pods(platform, fleet, moment)
    for zone in fleet.zones:
        pool = [found[tier, zone] for tier in tiers if (tier, zone) in found]
        for demand, part in zip(pool, split(Taken(*more[1:]), [each.free for each in pool]), strict=True):
            sums = {name: getattr(demand, name) + number for name, number in part._asdict().items()}
            found[demand.subnet.tier, zone] = demand._replace(**sums)


def load_balancers(platform: Platform) -> dict[str, int]:
    """How many load balancers lie in each tier: one for every ingress class that has one, and each service's."""
    classes, services = class_load_balancers(platform).values(), service_load_balancers(platform).values()
    found = Counter(tier for class_ in classes for tier in class_tiers(platform, class_))
    found.update(tier for balancer in services for tier in tiers(platform, balancer))
    return found


def _nodes(platform: Platform, moment: Moment, present: Sequence[Fleet]) -> defaultdict[tuple[str, str], _Nodes]:
    """Addresses by tier and zone for all nodes, and for their pods where these lie in one tier."""
    found: defaultdict[tuple[str, str], _Nodes] = defaultdict(_Nodes)
    for fleet in present:
        for place, more in _shares(platform, fleet, moment):
            a, b, c, d, e = found[place]
            found[place] = _Nodes(a + more[0], b + more[1], c + more[2], d + more[3], e + more[4])
    return found


@lru_cache(maxsize=1024)
def _shares(platform: Platform, fleet: Fleet, moment: Moment) -> list[tuple[tuple[str, str], _Nodes]]:
    """What a fleet adds to each tier and zone."""
    tiers = pod_tiers(platform, fleet)
    # Where pods lie elsewhere, small nodes crowd the nodes' subnet, and large ones the pods'.
    nodes = _Nodes(nodes=zone_nodes(fleet.crowd if fleet_cni(platform, fleet).pod_subnets else fleet, moment))
    shares = [((fleet.subnets, zone), nodes) for zone in fleet.zones]
    if len(tiers) == 1:
        pods = _pods(platform, fleet, moment)
        shares += [((tiers[0], zone), pods) for zone in fleet.zones]
    if platform.cni.security_groups_for_pods != "off":
        # Never in a discovered subnet: the control plane makes them where the node or its configuration says.
        shares += [((tiers[0], zone), _branches(platform, fleet, moment)) for zone in fleet.zones]
    return shares


def _branches(platform: Platform, fleet: Fleet, moment: Moment) -> _Nodes:
    pods, spare = grouped_pods(platform, fleet, moment), trunks(platform, fleet, moment)
    return _Nodes(pods=pods + spare, interfaces=spare, assigned=pods)


def _pods(platform: Platform, fleet: Fleet, moment: Moment) -> _Nodes:
    """What the pods of a fleet take in a zone; the first interface of each node is the node's own."""
    pods = ordinary_pods(platform, fleet, moment)
    taken = node_footprint(platform, fleet, pods)
    own = 0 if fleet_cni(platform, fleet).pod_subnets else 1
    nodes = zone_nodes(fleet, moment)
    return _Nodes(
        pods=nodes * (taken.addresses - own),
        prefixes=nodes * taken.prefixes,
        interfaces=nodes * (taken.enis - own),
        assigned=nodes * min(pods, taken.addresses - taken.enis),
    )


@lru_cache(maxsize=8)
def tightest(platform: Platform) -> list[Demand]:
    """Of every tier, the subnet with the fewest addresses left at full scale, while the groups are updated."""
    found: dict[str, Demand] = {}
    for demand in demands(platform):
        if demand.subnet.tier not in found or demand.free < found[demand.subnet.tier].free:
            found[demand.subnet.tier] = demand
    return list(found.values())
