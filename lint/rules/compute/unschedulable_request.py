from collections.abc import Iterator

from generator.platform.nodes.allocatable import Allocatable, fleet_allocatable
from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.taints import fleets_for
from generator.platform.services.containers import asked, pod_request
from generator.platform.services.quantities import MIB
from generator.platform.services.workloads import runs
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("CMP-040", ERROR, "https://kubernetes.io/docs/tasks/administer-cluster/reserve-compute-resources/")
def unschedulable_request(platform: Platform) -> Iterator[Violation]:
    """A pod asks for more than any node has.

    It stays Pending for ever; no autoscaler helps. Nodes with a taint do not count. A node has for its pods, at best:

        memory = its MiB - (11 * max-pods + 255) - 100
        CPU = its CPUs - 6 % of the first, 1 % of the second, 0.5 % of the next two, 0.25 % of the others

    Bad:

        services: {web: {resources: {memory: 16Gi}}}

    Good:

        services: {web: {resources: {memory: 12Gi}}}
    """
    for name, service in services_on_nodes(platform).items():
        nodes = [
            room for fleet in fleets_for(platform, service) for room in fleet_allocatable(platform, fleet, every=True)
        ]
        pod = pod_request(service)
        fits = any(pod.cpu <= room.cpu and pod.memory <= room.memory for room in nodes)
        if nodes and runs(service) and not fits:
            words = f"{name} asks for {asked(service)}"
            yield Violation(
                service,
                "resources",
                f"{words}; the largest node has {_most(nodes)} at best; lower it, or add larger nodes",
            )


def _most(nodes: list[Allocatable]) -> str:
    most = max(nodes, key=lambda room: (room.memory, room.cpu))
    return f"{most.cpu:.0f}m and {most.memory // MIB}Mi"
