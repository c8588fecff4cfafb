"""Addresses: how many every subnet needs when all node groups are at their largest, against what it has."""

from collections import defaultdict
from math import ceil
from typing import NamedTuple

from generator.platform.addresses import Subnet, subnets
from generator.platform.instance_types import InstanceType, instance_type
from generator.platform.max_pods import HOST_NETWORK, PREFIX, max_pods, pod_enis, prefixes_on, slots
from generator.platform.placement import endpoint_tier, interface_endpoints, nat_tier, nat_zones, scheme_tiers
from generator.platform.types.cni import Cni
from generator.platform.types.nodes import NodeGroup
from generator.platform.types.platform import Platform

SURGE = 2
"""Nodes more in a zone while a managed node group is updated.
https://docs.aws.amazon.com/eks/latest/userguide/managed-node-update-behavior.html"""

LOAD_BALANCER = 8
"""Addresses that must be free in every subnet of a load balancer.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#subnets-load-balancer"""

CONTROL_PLANE = 6
"""Addresses that EKS asks for in every subnet of the control plane.
https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html"""


class Footprint(NamedTuple):
    """What the pods of one node take: network interfaces, the prefixes on them, and the addresses of both together."""

    enis: int
    prefixes: int
    addresses: int


class Demand(NamedTuple):
    """Addresses that a subnet needs at full scale, by what takes them; `prefixes` of those of `pods` are /28 blocks.

    `nodes` counts one address for each node. `pods` counts the rest of what its interfaces hold, in the node's
    subnet or, with custom networking, in the pods'.
    """

    subnet: Subnet
    nodes: int
    pods: int
    load_balancers: int
    endpoints: int
    control_plane: int
    nat_gateways: int
    prefixes: int

    @property
    def total(self) -> int:
        return self.nodes + self.pods + self.load_balancers + self.endpoints + self.control_plane + self.nat_gateways

    @property
    def free(self) -> int:
        """Addresses that are left; negative where there are too few."""
        return self.subnet.usable - self.total


class _Nodes(NamedTuple):
    nodes: int = 0
    pods: int = 0
    prefixes: int = 0


def footprint(type_: InstanceType, cni: Cni, pods: int, limit: int | None = None) -> Footprint:
    """What `pods` pods with an address of their own take on a node that takes `limit` pods in all.

    With custom networking in the pods' subnet, without it in the node's, the node's own address included.
    https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/eni-and-ip-target.md
    https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/prefix-and-ip-target.md
    """
    if prefixes_on(type_, cni):
        return _prefixes(type_, cni, pods, limit)
    per_eni = type_.ipv4_per_eni - 1
    if _wanted(cni, pods) is None:
        warm = 1 if cni.warm.enis is None else cni.warm.enis
        enis = min(pod_enis(type_, cni), max(1, _until(ceil(pods / per_eni) + warm, per_eni, 1, limit)))
        return Footprint(enis, 0, enis * type_.ipv4_per_eni)
    ips = min(slots(type_, cni), _wanted(cni, pods) or 0)
    enis = max(1, ceil(ips / per_eni))
    return Footprint(enis, 0, ips + enis)


def _prefixes(type_: InstanceType, cni: Cni, pods: int, limit: int | None) -> Footprint:
    wanted = _wanted(cni, pods)
    if wanted is None:
        warm = 1 if cni.warm.prefixes is None else cni.warm.prefixes
        prefixes = _until(ceil(pods / PREFIX) + warm, PREFIX, warm, limit)
    else:
        prefixes = ceil(wanted / PREFIX)
    prefixes = min(slots(type_, cni), prefixes)
    enis = max(1, ceil(prefixes / (type_.ipv4_per_eni - 1)))
    return Footprint(enis, prefixes, enis + PREFIX * prefixes)


def _wanted(cni: Cni, pods: int) -> int | None:
    """The addresses that WARM_IP_TARGET and MINIMUM_IP_TARGET keep; None where neither is set."""
    warm = cni.warm
    if warm.ips is None and warm.minimum_ips is None:
        return None
    return max(warm.minimum_ips or 0, pods + (warm.ips or 0))


def _until(wanted: int, size: int, step: int, limit: int | None) -> int:
    """Blocks of `size` addresses: ipamd adds `step` of them at a time, and none once they are as many as pods may be.

    https://github.com/aws/amazon-vpc-cni-k8s/blob/master/pkg/ipamd/ipamd.go (isDatastorePoolTooLow)
    """
    if limit is None:
        return wanted
    return min(wanted, ceil(limit / size) - 1 + max(step, 1))


def demands(platform: Platform) -> list[Demand]:
    """The demand of every subnet, by tier and zone."""
    nodes = _nodes(platform)
    balancers = load_balancers(platform)
    endpoints = len(interface_endpoints(platform))
    return [
        Demand(
            subnet,
            nodes[subnet.tier].nodes,
            nodes[subnet.tier].pods,
            LOAD_BALANCER * balancers[subnet.tier],
            endpoints if subnet.tier == endpoint_tier(platform) else 0,
            CONTROL_PLANE if subnet.tier == platform.cluster.subnets else 0,
            1 if subnet.tier == nat_tier(platform) and subnet.zone in nat_zones(platform) else 0,
            nodes[subnet.tier].prefixes,
        )
        for subnet in subnets(platform)
    ]


def load_balancers(platform: Platform) -> dict[str, int]:
    """How many load balancers lie in each tier: one for every ingress class that a route uses."""
    found: dict[str, int] = defaultdict(int)
    for name in {route.class_ for route in platform.ingress.routes.values()}:
        for tier in scheme_tiers(platform, platform.ingress.classes[name].scheme):
            found[tier] += 1
    return found


def nodes_in_zone(platform: Platform, group: NodeGroup) -> int:
    """The most nodes of a group in one zone: an even share of all, and those that an update adds."""
    return ceil(group.scaling.max / len(platform.vpc.zones)) + SURGE


def _nodes(platform: Platform) -> dict[str, _Nodes]:
    """Addresses in one subnet of each tier for all nodes of a zone and their pods."""
    found: dict[str, _Nodes] = defaultdict(_Nodes)
    for group in platform.nodes.groups.values():
        count = nodes_in_zone(platform, group)
        taken = node_footprint(platform, group)
        pod_tier = platform.cni.pod_subnets or group.subnets
        own = 0 if platform.cni.pod_subnets else 1
        _add(found, group.subnets, _Nodes(nodes=count))
        _add(found, pod_tier, _Nodes(pods=count * (taken.addresses - own), prefixes=count * taken.prefixes))
    return found


def _add(found: dict[str, _Nodes], tier: str, more: _Nodes) -> None:
    found[tier] = _Nodes(*(a + b for a, b in zip(found[tier], more, strict=True)))


def node_footprint(platform: Platform, group: NodeGroup) -> Footprint:
    """What the pods of a full node take on the greediest type of the group; of unknown types, one address."""
    limit = max_pods(platform, group) or HOST_NETWORK
    known = [type_ for type_ in map(instance_type, group.instance_types) if type_]
    pods = max(limit - HOST_NETWORK, 0)
    taken = [footprint(type_, platform.cni, pods, limit) for type_ in known]
    return max(taken, key=lambda one: one.addresses, default=Footprint(1, 0, 1))


def tightest(platform: Platform) -> list[Demand]:
    """Of every tier, the subnet with the fewest addresses left."""
    found: dict[str, Demand] = {}
    for demand in demands(platform):
        if demand.subnet.tier not in found or demand.free < found[demand.subnet.tier].free:
            found[demand.subnet.tier] = demand
    return list(found.values())
