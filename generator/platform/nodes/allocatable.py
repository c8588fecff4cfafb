"""What pods can have of a node: its CPU and memory, less what the kubelet keeps for the system."""

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.platform.fleets import Fleet
from generator.platform.nodes.instance_types import InstanceType, instance_type
from generator.platform.nodes.max_pods import max_pods
from generator.platform.services.quantities import MIB, millicores, size
from generator.platform.types.kubelet import Kubelet
from generator.platform.types.platform import Platform

EVICTION = 100
"""MiB below which the kubelet evicts pods."""


class Allocatable(NamedTuple):
    """Thousandths of a CPU, and bytes of memory."""

    cpu: Decimal
    memory: Decimal


def allocatable(type_: InstanceType, pods: int, kubelet: Kubelet | None = None) -> Allocatable:
    """What a node of a type that takes that many pods has for them, at best: firmware and kernel take a little more.

    What is kept for kubelet and system can be given. Where it is not:

    Of the memory 11 MiB for each pod and 255 MiB are kept, and 100 MiB that are never given away; of the CPUs 6 %
    of the first, 1 % of the second, 0.5 % of the third and fourth, 0.25 % of the others.
    https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
    """
    shares = (Decimal(60), Decimal(10), Decimal(5), Decimal(5))
    kept = sum(shares[: type_.vcpus], Decimal(0)) + Decimal("2.5") * max(type_.vcpus - len(shares), 0)
    runtime, system, limits = (
        (kubelet.kube_reserved, kubelet.system_reserved, kubelet.eviction_hard) if kubelet else ({}, {}, {})
    )
    cpu = millicores(runtime["cpu"]) if "cpu" in runtime else kept
    memory = size(runtime["memory"]) if "memory" in runtime else Decimal((11 * pods + 255) * MIB)
    evicted = _threshold(limits.get("memory.available", f"{EVICTION}Mi"), type_)
    return Allocatable(
        type_.vcpus * 1000 - cpu - millicores(system.get("cpu", "0")),
        type_.memory_mib * MIB - memory - size(system.get("memory", "0")) - evicted,
    )


def _threshold(given: str, type_: InstanceType) -> Decimal:
    if given.endswith("%"):
        return Decimal(type_.memory_mib * MIB) * int(given.removesuffix("%")) / 100
    return size(given)


@lru_cache(maxsize=256)
def fleet_allocatable(platform: Platform, fleet: Fleet, *, every: bool = False) -> list[Allocatable]:
    """What a node of each known type has for pods: of those that arithmetic counts with, or of `every` one."""
    pods = max_pods(platform, fleet) or 0
    names = fleet.every_type if every else fleet.instance_types
    return [allocatable(type_, pods, fleet.kubelet) for type_ in map(instance_type, names) if type_]
