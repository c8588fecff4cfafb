"""What the pods of one node take of a subnet, as the CNI's ipamd allots it."""

from math import ceil
from typing import NamedTuple

from generator.platform.fleets import Fleet
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.instance_types import InstanceType, known_types
from generator.platform.nodes.max_pods import (
    HOST_NETWORK,
    PREFIX,
    fleet_cni,
    host_network,
    max_pods,
    pod_enis,
    prefixes_on,
    slots,
)
from generator.platform.types.cni import Cni
from generator.platform.types.platform import Platform

WINDOWS_MINIMUM, WINDOWS_WARM, WINDOWS_WARM_OF_PREFIXES = 3, 3, 1
"""Addresses that a Windows node has at least, and those that are spare beside its pods': one by one, and in prefixes.
https://github.com/aws/amazon-vpc-resource-controller-k8s/blob/master/pkg/config/loader.go"""


class Footprint(NamedTuple):
    """What the pods of one node take: network interfaces, the prefixes on them, and the addresses of both together."""

    enis: int
    prefixes: int
    addresses: int


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


def windows_footprint(type_: InstanceType, cni: Cni, pods: int) -> Footprint:
    """What `pods` pods take on a Windows node, whose one interface a controller of the control plane fills.

    https://docs.aws.amazon.com/eks/latest/best-practices/windows-networking.html
    """
    most = type_.ipv4_per_eni - 1
    if prefixes_on(type_, cni):
        prefixes = min(most, ceil(max(WINDOWS_MINIMUM, pods + WINDOWS_WARM_OF_PREFIXES) / PREFIX))
        return Footprint(1, prefixes, 1 + PREFIX * prefixes)
    return Footprint(1, 0, 1 + min(most, max(WINDOWS_MINIMUM, pods + WINDOWS_WARM)))


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


def room(platform: Platform, fleet: Fleet) -> int:
    """The pods with an address of their own that a node of the fleet takes; 0 where none of its types is known."""
    own = host_network(fleet.os)
    return max((max_pods(platform, fleet) or own) - own, 0)


def node_footprint(platform: Platform, fleet: Fleet, pods: int | None = None) -> Footprint:
    """What `pods` pods, else a full node's, take on the greediest type of the fleet; of unknown ones, one address.

    An IPv6 node has one interface, with one IPv4 address of the subnet.
    https://docs.aws.amazon.com/eks/latest/best-practices/ipv6.html
    """
    if is_ipv6(platform):
        return Footprint(1, 0, 1)
    limit = max_pods(platform, fleet) or HOST_NETWORK
    count = room(platform, fleet) if pods is None else pods
    known, cni = known_types(fleet.instance_types), fleet_cni(platform, fleet)
    if fleet.os == "windows":
        taken = [windows_footprint(type_, cni, count) for type_ in known]
    else:
        taken = [footprint(type_, cni, count, limit) for type_ in known]
    most = max(taken, key=lambda one: one.addresses, default=Footprint(1, 0, 1))
    # Auto Mode makes do with single addresses where no block is whole.
    return most._replace(prefixes=0) if fleet.kind == "Auto Mode pool" else most
