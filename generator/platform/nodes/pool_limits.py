"""How many nodes a pool of Karpenter or of Auto Mode may have."""

from generator.platform.nodes.instance_types import InstanceType
from generator.platform.services.quantities import MIB, size
from generator.platform.types.pool import Pool

OVERHEAD = 0.075
"""The part of a node's memory that Karpenter takes to be lost to virtualisation, and does not count.
https://karpenter.sh/docs/reference/settings/ (VM_MEMORY_OVERHEAD_PERCENT)"""


def is_bounded(pool: Pool) -> bool:
    """Whether anything but the subnets limits the number of nodes."""
    limits = pool.limits
    return pool.replicas is not None or (limits.cpu, limits.memory, limits.nodes) != (None, None, None)


def most_nodes(pool: Pool, type_: InstanceType) -> int | None:
    """The nodes of a type that a pool's limits have room for; None where it has no limits.

    https://karpenter.sh/docs/concepts/nodepools/#speclimits
    """
    if pool.replicas is not None:
        return pool.replicas
    limits, rooms = pool.limits, []
    if limits.nodes is not None:
        rooms.append(limits.nodes)
    if limits.cpu is not None:
        rooms.append(limits.cpu // type_.vcpus)
    if limits.memory is not None:
        rooms.append(int(float(size(limits.memory)) / (type_.memory_mib * MIB * (1 - OVERHEAD))))
    return min(rooms, default=None)
