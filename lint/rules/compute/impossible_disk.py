from collections.abc import Iterator
from math import ceil

from generator.platform.nodes.ami import is_windows
from generator.platform.nodes.auto_mode import auto_pools
from generator.platform.nodes.node_pool import configured_nodes
from generator.platform.types.node_group import Disk
from generator.platform.types.platform import Platform
from generator.platform.violation import REMOVED, Fix, Violation
from lint.rule import ERROR, rule

BASELINE, GP3_MOST = 3000, 80000
"""Operations per second that every gp3 volume has, and the most that one can have."""

WINDOWS_LEAST = 50
"""GiB. https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html (diskSize)"""

PER_GIB = {"gp3": 500, "io2": 1000}
"""Operations per second for a GiB, at most."""

PER_THROUGHPUT = 4
"""Operations per second for a MiB per second, at least."""


@rule("CMP-050", ERROR, "https://docs.aws.amazon.com/ebs/latest/userguide/general-purpose.html")
def impossible_disk(platform: Platform) -> Iterator[Violation]:
    """A volume that EC2 cannot make.

    What it does goes with its size and kind:

        gp3   3000 to 80000 operations per second, 500 for a GiB at most; a MiB per second needs 4 of them
        io2   any number must be given, 1000 for a GiB at most; throughput follows from it

    Windows needs 50 GiB.

    Bad:

        nodes: {groups: {general: {disk: {size: 20, iops: 16000}}}}

    Good:

        nodes: {groups: {general: {disk: {size: 32, iops: 16000}}}}
    """
    for group in platform.nodes.groups.values():
        if is_windows(group.ami) and group.disk.size < WINDOWS_LEAST:
            message = f"Windows images have {WINDOWS_LEAST} GiB, and the disk {group.disk.size}; enlarge it"
            yield Violation(group.disk, "size", message, Fix(WINDOWS_LEAST))
    for _, each in configured_nodes(platform):
        for field, message, fix in _faults(each.disk):
            yield Violation(each.disk, field, message, fix)
    for pool in auto_pools(platform).values():
        own = pool.disk
        for field, message, fix in _faults(Disk(size=own.size, iops=own.iops, throughput=own.throughput)):
            yield Violation(own, field, message, fix)


def _faults(disk: Disk) -> Iterator[tuple[str, str, Fix | None]]:
    most = PER_GIB[disk.type] * disk.size
    if disk.iops is None and disk.type == "io2":
        yield "type", "io2 needs a number of iops; give one", None
    elif disk.type == "gp3" and disk.iops is not None and not BASELINE <= disk.iops <= GP3_MOST:
        message = f"gp3 does {BASELINE} to {GP3_MOST} operations per second, and {disk.iops} is asked for"
        yield "iops", message, Fix(min(max(disk.iops, BASELINE), GP3_MOST))
    elif disk.iops is not None and disk.iops > most:
        message = f"{disk.size} GiB of {disk.type} do {most} operations per second at most; enlarge the disk"
        yield "iops", message, Fix(ceil(disk.iops / PER_GIB[disk.type]), field="size")
    if disk.throughput is None:
        return
    if disk.type == "io2":
        yield "throughput", "io2 takes no throughput: it follows from iops; leave it out", Fix(REMOVED)
    elif disk.throughput * PER_THROUGHPUT > (disk.iops or BASELINE):
        needed = disk.throughput * PER_THROUGHPUT
        message = f"{disk.throughput} MiB per second need {needed} iops; raise iops"
        yield "throughput", message, Fix(needed, field="iops")
