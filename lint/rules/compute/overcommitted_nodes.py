from collections.abc import Iterator
from decimal import Decimal

from generator.platform.allocatable import group_allocatable
from generator.platform.quantities import MIB, millicores, size
from generator.platform.replicas import most
from generator.platform.taints import open_groups
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-045", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/scale-data-plane.html")
def overcommitted_nodes(platform: Platform) -> Iterator[Violation]:
    """All services at full scale ask for more than all nodes at full scale have.

    Autoscaling then stops where it is needed most: the last pods stay Pending. Raise scaling.max of a node group, use
    larger nodes, or lower the services' requests or their greatest numbers.

        need = sum over services of request * replicas (or autoscaling's max)
        have = sum over groups without taints of max nodes * what the smallest type has for pods

    Bad:

        services: {web: {replicas: 40, resources: {memory: 4Gi}}}

    Good:

        services: {web: {replicas: 12, resources: {memory: 4Gi}}}
    """
    groups = open_groups(platform)
    if not groups:
        return  # another rule speaks of that
    cpu = memory = Decimal(0)
    for group in groups:
        nodes = group_allocatable(platform, group)
        if len(nodes) < len(group.instance_types):
            return
        cpu += min(room.cpu for room in nodes) * group.scaling.max
        memory += min(room.memory for room in nodes) * group.scaling.max
    asked_cpu, asked_memory = _requests(platform)
    if asked_cpu > cpu:
        yield _violation(platform, f"{asked_cpu / 1000:.1f} CPUs", f"{cpu / 1000:.1f}")
    if asked_memory > memory:
        yield _violation(platform, f"{asked_memory // MIB}Mi", f"{memory // MIB}Mi")


def _violation(platform: Platform, asked: str, have: str) -> Violation:
    message = f"services ask for {asked} at full scale, and the nodes have {have}; raise scaling.max"
    return Violation(platform.nodes, "groups", message)


def _requests(platform: Platform) -> tuple[Decimal, Decimal]:
    cpu = memory = Decimal(0)
    for service in platform.services.values():
        count = most(service)
        cpu += millicores(service.resources.cpu) * count
        memory += size(service.resources.memory) * count
    return cpu, memory
