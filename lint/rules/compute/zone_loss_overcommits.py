from collections.abc import Iterator

from generator.platform.capacity import asked, nodes_room
from generator.platform.fleets import Fleet
from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.taints import open_fleets, tolerations
from generator.platform.services.quantities import MIB
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import room_for
from lint.rule import INFO, WARNING, rule


@rule("CMP-044", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/reliability.html", development=INFO)
def zone_loss_overcommits(platform: Platform) -> Iterator[Violation]:
    """With one zone lost, the nodes of the others have too little for all services.

    Autoscaling adds no more nodes than scaling.max, and those of the lost zone count: the last pods stay Pending until
    it is back. Amazon's own pools of Auto Mode have no such limit: what is lost is made anew in the other zones.

        need = sum over services of request * replicas (or autoscaling's max)
        have = sum over groups without taints of (max - max / zones) nodes * what the smallest type has for pods

    Bad:

        services: {web: {replicas: 6, resources: {memory: 12Gi}}}

    Good:

        services: {web: {replicas: 6, resources: {memory: 12Gi}}}
        nodes: {groups: {general: {scaling: {min: 3, max: 8}}}}
    """
    fleets = open_fleets(platform)
    if platform.cluster in (fleet.node for fleet in fleets):
        return
    services = [each for each in services_on_nodes(platform).values() if each.os == "linux" and not tolerations(each)]
    want, whole = asked(platform, services), nodes_room(platform, fleets)
    if not fleets or whole is None or want.cpu > whole.cpu or want.memory > whole.memory:
        return  # another rule speaks of that
    for zone in platform.vpc.zones:
        have = nodes_room(platform, [_without(fleet, zone) for fleet in fleets])
        if have and (want.cpu > have.cpu or want.memory > have.memory):
            asks = f"{want.cpu / 1000:.1f} CPUs and {want.memory // MIB}Mi"
            left = f"{have.cpu / 1000:.1f} and {have.memory // MIB}Mi"
            message = f"services ask for {asks}, and without zone {zone} the nodes have {left}; raise scaling.max"
            yield Violation(platform.nodes, "groups", message, room_for(platform, fleets, services))
            return


def _without(fleet: Fleet, zone: str) -> Fleet:
    lost = -(-fleet.max // len(fleet.zones)) if zone in fleet.zones else 0
    return fleet._replace(max=fleet.max - lost)
