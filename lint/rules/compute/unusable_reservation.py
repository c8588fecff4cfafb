from collections.abc import Iterator

from generator.platform.node_pool import every_pool
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-092", ERROR, "https://karpenter.sh/docs/tasks/odcrs/")
def unusable_reservation(platform: Platform) -> Iterator[Violation]:
    """Capacity reservations and `reserved` of a pool go together, and one of them is missing.

    Without `reserved` in its capacity a pool never uses the reservations that it names, which are paid for all the
    same; without any named, `reserved` finds nothing.

    Bad:

        nodes:
          karpenter: {pools: {batch: {subnets: private, limits: {cpu: 200}, capacity: [reserved, onDemand]}}}

    Good:

        nodes:
          karpenter:
            pools:
              batch:
                subnets: private
                limits: {cpu: 200}
                capacity: [reserved, onDemand]
                capacityReservations: [{id: cr-0123456789abcdef0}]
    """
    for name, pool in every_pool(platform):
        if "reserved" in pool.capacity and not pool.capacity_reservations:
            yield Violation(pool, "capacity", f"{name} names no capacityReservations; add some, or leave reserved out")
        if pool.capacity_reservations and "reserved" not in pool.capacity:
            message = f"{name} never uses them: add reserved to its capacity"
            yield Violation(pool, "capacity_reservations", message)
