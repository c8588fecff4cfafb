from collections.abc import Iterator

from generator.platform.capacity import asked, nodes_room
from generator.platform.fleets import Fleet
from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.taints import open_fleets, tolerations
from generator.platform.services.quantities import MIB
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Fix, Violation
from lint.remedies import room_for
from lint.rule import ERROR, rule


@rule("CMP-045", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/scale-data-plane.html")
def overcommitted_nodes(platform: Platform) -> Iterator[Violation]:
    """All services at full scale ask for more than all nodes at full scale have.

    Autoscaling then stops where it is needed most: the last pods stay Pending. Raise scaling.max of a node group, use
    larger nodes, or lower the services' requests or their greatest numbers. Linux and Windows are counted apart;
    services with accelerators, which have nodes to themselves, are not counted.

        need = sum over services of request * replicas (or autoscaling's max)
        have = sum over groups without taints of max nodes * what the smallest type has for pods

    Bad:

        services: {web: {replicas: 8, resources: {memory: 12Gi}}}

    Good:

        services: {web: {replicas: 8, resources: {memory: 12Gi}}}
        nodes: {groups: {general: {scaling: {min: 3, max: 11}}}}
    """
    for os in ("linux", "windows"):
        services = [each for each in services_on_nodes(platform).values() if each.os == os and not tolerations(each)]
        if services and open_fleets(platform, os):  # of services without nodes other rules speak
            yield from _short(platform, open_fleets(platform, os), services)


def _short(platform: Platform, fleets: list[Fleet], services: list[Service]) -> Iterator[Violation]:
    have, want = nodes_room(platform, fleets), asked(platform, services)
    if have is None:
        return
    fix = room_for(platform, fleets, services)
    if want.cpu > have.cpu:
        yield _violation(platform, f"{want.cpu / 1000:.1f} CPUs", f"{have.cpu / 1000:.1f}", fix)
    if want.memory > have.memory:
        yield _violation(platform, f"{want.memory // MIB}Mi", f"{have.memory // MIB}Mi", fix)


def _violation(platform: Platform, asked: str, have: str, fix: Fix | None) -> Violation:
    message = f"services ask for {asked} at full scale, and the nodes have {have}; raise scaling.max"
    return Violation(platform.nodes, "groups", message, fix)
