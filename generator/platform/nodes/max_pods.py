"""max-pods: how many pods the kubelet of a node takes, as AWS computes it.

A pod needs an address, and a node has as many as its network interfaces hold: E interfaces with I addresses each,
the first of each its own. Two pods, aws-node and kube-proxy, use the node's address.

    secondaryIp        E * (I - 1) + 2
    prefixDelegation   E * (I - 1) * 16 + 2
    with podSubnets    E - 1 for E: the first interface stays in the node's subnet

E is what the type has, or MAX_ENI where that is less. EKS does not know of MAX_ENI when it computes max-pods.
A Windows node has one interface, nothing of Windows' own runs in pods, and the kubelet's default of 110 is its cap:

    secondaryIp        I - 1
    prefixDelegation   (I - 1) * 16

A node of an IPv6 cluster has one prefix of /80, more addresses than it could ever use. EKS computes as with
prefixDelegation there, too; each pod also takes one of 1024 IPv4 addresses that its node alone knows.

https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html
https://docs.aws.amazon.com/eks/latest/userguide/windows-support.html
https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/eni_max_pods.go
https://docs.aws.amazon.com/eks/latest/best-practices/ipv6.html
"""

from functools import lru_cache
from typing import Literal

from msgspec.structs import replace

from generator.platform.fleets import Fleet
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.nodes.instance_types import InstanceType, instance_type
from generator.platform.types.auto_mode_pool import AutoModePool
from generator.platform.types.cni import Cni, Warm
from generator.platform.types.platform import Platform

Os = Literal["linux", "windows"]

HOST_NETWORK = 2
"""Pods on every node without an address of their own: aws-node and kube-proxy."""

PREFIX = 16
"""Addresses of a /28 prefix."""

SMALL, CAP_SMALL, CAP = 30, 110, 250
"""EKS takes no more than 110 pods on a node of up to 30 vCPUs, and 250 on a larger one.
https://docs.aws.amazon.com/eks/latest/userguide/choosing-instance-type.html"""

LOCAL = 1024
"""IPv4 addresses that a node of an IPv6 cluster has for its pods, 169.254.172.0/22.
https://docs.aws.amazon.com/eks/latest/best-practices/ipv6.html"""


@lru_cache(maxsize=8)
def counted(platform: Platform) -> Cni:
    """The CNI's settings that count: IPv6 always takes a prefix, of the node's first interface, and keeps none warm."""
    if not is_ipv6(platform):
        return platform.cni
    settings = replace(platform.cni.settings, max_eni=None)
    return replace(platform.cni, mode="prefixDelegation", pod_subnets=None, warm=Warm(), settings=settings)


AMAZONS_POOLS = Cni(mode="prefixDelegation")
"""What pods on Amazon's own pools have: prefixes in the nodes' subnets, and nothing to set."""


def fleet_cni(platform: Platform, fleet: Fleet) -> Cni:
    """The CNI of a fleet's nodes: as `cni` says, but Auto Mode has its own."""
    if isinstance(fleet.node, AutoModePool):
        return auto_mode_cni(platform)
    return AMAZONS_POOLS if fleet.kind == "Auto Mode pool" else counted(platform)


@lru_cache(maxsize=8)
def auto_mode_cni(platform: Platform) -> Cni:
    """What pods on our own pools of Auto Mode have: the same, or subnets of their own.

    https://docs.aws.amazon.com/eks/latest/userguide/auto-networking.html
    """
    return Cni(mode="prefixDelegation", pod_subnets=counted(platform).pod_subnets)


def auto_mode_max_pods(type_: InstanceType, cni: Cni) -> int:
    """The pods that a node of Auto Mode takes: what its interfaces have single addresses for, and never over 110.

    https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
    """
    return min(slots(type_, cni) + HOST_NETWORK, CAP_SMALL)


def max_pods(platform: Platform, fleet: Fleet) -> int | None:
    """How many pods a node of the fleet takes: the number given, else computed; None where no type is known."""
    return computed_max_pods(platform, fleet) if fleet.given_max_pods is None else fleet.given_max_pods


def computed_max_pods(platform: Platform, fleet: Fleet) -> int | None:
    """The smallest over the fleet's types, capped; None when a type is unknown."""
    types = map(instance_type, fleet.instance_types)
    return _smallest([capped(type_, fleet_cni(platform, fleet), fleet.os) if type_ else None for type_ in types])


def addressable_pods(platform: Platform, fleet: Fleet) -> int | None:
    """The smallest over the fleet's types before any cap: for more pods than these there are no addresses."""
    if is_ipv6(platform):
        return LOCAL + HOST_NETWORK
    types = map(instance_type, fleet.instance_types)
    return _smallest([formula(type_, fleet_cni(platform, fleet), fleet.os) if type_ else None for type_ in types])


def host_network(os: Os) -> int:
    """Pods on every node without an address of their own."""
    return HOST_NETWORK if os == "linux" else 0


def formula(type_: InstanceType, cni: Cni, os: Os = "linux") -> int:
    """The pods that a type has addresses for."""
    places = slots(type_, cni) if os == "linux" else type_.ipv4_per_eni - 1
    return places * (PREFIX if prefixes_on(type_, cni) else 1) + host_network(os)


def capped(type_: InstanceType, cni: Cni, os: Os = "linux") -> int:
    """The pods that EKS lets a node of a type take."""
    return min(formula(type_, cni, os), cap(type_) if os == "linux" else CAP_SMALL)


def cap(type_: InstanceType) -> int:
    """The most pods that EKS advises for a type, whatever its addresses."""
    return CAP_SMALL if type_.vcpus <= SMALL else CAP


def pod_enis(type_: InstanceType, cni: Cni) -> int:
    """The network interfaces that pods may use.

    https://github.com/aws/amazon-vpc-cni-k8s/blob/master/README.md (MAX_ENI)
    """
    enis = min(type_.max_enis, cni.settings.max_eni or type_.max_enis)
    return enis - 1 if cni.pod_subnets else enis


def slots(type_: InstanceType, cni: Cni) -> int:
    """The secondary addresses, or prefixes, that those interfaces hold."""
    return pod_enis(type_, cni) * (type_.ipv4_per_eni - 1)


def prefixes_on(type_: InstanceType, cni: Cni) -> bool:
    """Whether pods get their addresses from prefixes: the CNI falls back to single addresses on Xen.

    https://docs.aws.amazon.com/eks/latest/best-practices/prefix-mode-linux.html
    """
    return cni.mode == "prefixDelegation" and type_.hypervisor != "xen"


def _smallest(numbers: list[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return min(known, default=None) if len(known) == len(numbers) else None
