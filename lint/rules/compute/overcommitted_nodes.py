from collections.abc import Iterator

from generator.platform.capacity import asked, nodes_room
from generator.platform.quantities import MIB
from generator.platform.taints import open_fleets
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
    have, want = nodes_room(platform, open_fleets(platform)), asked(platform)
    if have is None or not open_fleets(platform):
        return  # other rules speak of these
    if want.cpu > have.cpu:
        yield _violation(platform, f"{want.cpu / 1000:.1f} CPUs", f"{have.cpu / 1000:.1f}")
    if want.memory > have.memory:
        yield _violation(platform, f"{want.memory // MIB}Mi", f"{have.memory // MIB}Mi")


def _violation(platform: Platform, asked: str, have: str) -> Violation:
    message = f"services ask for {asked} at full scale, and the nodes have {have}; raise scaling.max"
    return Violation(platform.nodes, "groups", message)
