"""What pods can have of a node: its CPU and memory, less what the kubelet keeps for the system."""

from decimal import Decimal
from typing import NamedTuple

from generator.platform.fleets import Fleet
from generator.platform.instance_types import InstanceType, instance_type
from generator.platform.max_pods import max_pods
from generator.platform.quantities import MIB
from generator.platform.types.platform import Platform

EVICTION = 100
"""MiB below which the kubelet evicts pods."""


class Allocatable(NamedTuple):
    """Thousandths of a CPU, and bytes of memory."""

    cpu: Decimal
    memory: Decimal


def allocatable(type_: InstanceType, pods: int) -> Allocatable:
    """What a node of a type that takes that many pods has for them, at best: firmware and kernel take a little more.

    Of the memory 11 MiB for each pod and 255 MiB are kept, and 100 MiB that are never given away; of the CPUs 6 %
    of the first, 1 % of the second, 0.5 % of the third and fourth, 0.25 % of the others.
    https://github.com/awslabs/amazon-eks-ami/blob/main/nodeadm/internal/kubelet/config.go
    """
    shares = (Decimal(60), Decimal(10), Decimal(5), Decimal(5))
    kept = sum(shares[: type_.vcpus], Decimal(0)) + Decimal("2.5") * max(type_.vcpus - len(shares), 0)
    memory = type_.memory_mib - (11 * pods + 255) - EVICTION
    return Allocatable(type_.vcpus * 1000 - kept, Decimal(memory * MIB))


def fleet_allocatable(platform: Platform, fleet: Fleet) -> list[Allocatable]:
    """What a node of each of the fleet's known types has for pods."""
    pods = max_pods(platform, fleet) or 0
    return [allocatable(type_, pods) for type_ in map(instance_type, fleet.instance_types) if type_]
