from collections.abc import Iterator

from generator.platform.nodes.node_pool import every_pool
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.remedies import left_out
from lint.rule import ERROR, rule


@rule("CMP-092", ERROR, "https://karpenter.sh/docs/tasks/odcrs/")
def unusable_reservation(platform: Platform) -> Iterator[Violation]:
    """Capacity reservations and `reserved` of a pool go together, and one of them is missing.

    Without `reserved` in its capacity a pool never uses the reservations that it names, which are paid for all the
    same; without any named, `reserved` finds nothing.

    Bad:

        nodes:
          karpenter:
            pools:
              batch:
                subnets: private
                limits: {cpu: 200}
                ami: al2023@v20261102
                instanceFamilies: [m7g]
                capacity: [reserved, onDemand]

    Good:

        nodes:
          karpenter:
            pools:
              batch:
                subnets: private
                limits: {cpu: 200}
                ami: al2023@v20261102
                instanceFamilies: [m7g]
                capacity: [onDemand]
    """
    for name, pool in every_pool(platform):
        if "reserved" in pool.capacity and not pool.capacity_reservations:
            message = f"{name} names no capacityReservations; add some, or leave reserved out"
            yield Violation(pool, "capacity", message, left_out("capacity", pool.capacity, ["reserved"]))
        if pool.capacity_reservations and "reserved" not in pool.capacity:
            message = f"{name} never uses them: add reserved to its capacity"
            both = Fix([*pool.capacity, "reserved"], field="capacity")
            yield Violation(pool, "capacity_reservations", message, both)
