"""Pools whose settings contradict each other: the API server refuses their objects, and all beside them.

https://github.com/aws/karpenter-provider-aws/tree/main/pkg/apis/crds
"""

from collections.abc import Iterator
from decimal import Decimal

from generator.platform.fleets.node_pools import fixed_max_pods
from generator.platform.nodes.node_pool import every_pool, pools
from generator.platform.services.quantities import size
from generator.platform.types.karpenter_disruption import NodeDisruption
from generator.platform.types.karpenter_kubelet import PoolKubelet
from generator.platform.types.karpenter_pool import ReservationSelector
from generator.platform.types.platform import Platform
from generator.platform.types.pool import CapacityReservation, Pool
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield what a NodePool or the class of its nodes cannot say."""
    for _, pool in every_pool(platform):
        yield from _static(pool)
        yield from _ranges(pool)
        yield from _budgets(pool.disruption)
        for each in pool.capacity_reservations:
            yield from _reservation(each)
    for pool in pools(platform).values():
        yield from _kubelet(pool.kubelet)
        if platform.cni.mode == "prefixDelegation" and pool.instance_types and fixed_max_pods(platform, pool) is None:
            message = "max-pods of instance types that are not in our table cannot be computed; give a number"
            yield Violation(pool, "max_pods", message)


def _static(pool: Pool) -> Iterator[Violation]:
    if pool.replicas is None:
        return
    if pool.weight is not None:
        yield Violation(pool, "weight", "a pool of a fixed number of nodes has no weight; leave it out")
    if pool.limits.cpu is not None or pool.limits.memory is not None:
        yield Violation(pool, "limits", "a pool of a fixed number of nodes has no limits but `nodes`")


def _ranges(pool: Pool) -> Iterator[Violation]:
    memory = pool.memory
    for node, least, most in (
        (pool.cpus, pool.cpus.min, pool.cpus.max),
        (pool.generation, pool.generation.min, pool.generation.max),
        (memory, _size(memory.min), _size(memory.max)),
    ):
        if least is not None and most is not None and least > most:
            yield Violation(node, "min", "min is above max; raise max or lower min")


def _size(memory: str | None) -> Decimal | None:
    return None if memory is None else size(memory)


def _budgets(disruption: NodeDisruption) -> Iterator[Violation]:
    for budget in disruption.budgets:
        if (budget.schedule is None) != (budget.duration is None):
            missing = "duration" if budget.duration is None else "schedule"
            yield Violation(budget, "", f"schedule and duration go together; add a {missing}")


def _kubelet(kubelet: PoolKubelet) -> Iterator[Violation]:
    soft, grace = set(kubelet.eviction_soft), set(kubelet.eviction_soft_grace_period)
    for signal in sorted(soft - grace):
        yield Violation(kubelet, ("eviction_soft", signal), f"add {signal} to evictionSoftGracePeriod")
    for signal in sorted(grace - soft):
        yield Violation(kubelet, ("eviction_soft_grace_period", signal), f"add {signal} to evictionSoft")
    high, low = kubelet.image_gc_high_threshold_percent, kubelet.image_gc_low_threshold_percent
    if high is not None and low is not None and high <= low:
        yield Violation(kubelet, "image_gc_low_threshold_percent", f"it must be below the high threshold, {high}")


def _reservation(each: CapacityReservation) -> Iterator[Violation]:
    match = each.match if isinstance(each, ReservationSelector) else None
    if each.id is not None and (each.tags or each.owner is not None or match is not None):
        yield Violation(each, "id", "an id says which one it is; leave the rest out")
    if each.id is None and not each.tags and match is None:
        which = "an id, tags or match" if isinstance(each, ReservationSelector) else "an id or tags"
        yield Violation(each, "", f"say which reservations: give {which}")
