"""CoreDNS: how many pods there are, and how many a cluster wants."""

from math import ceil

from generator.platform.fleets import Fleet, fleets
from generator.platform.nodes.instance_types import known_types
from generator.platform.types.addons import ReplicaRange
from generator.platform.types.platform import Platform

NODES, CPUS = 16, 256
"""What one pod is for. https://docs.aws.amazon.com/eks/latest/userguide/coredns-autoscaling.html"""

FEWEST = 2
USUAL = 10
"""The most pods that EKS scales to by itself."""


def dns_pods(platform: Platform, on_fargate: bool) -> ReplicaRange | int:
    """How many pods there are. On Fargate each is a machine of its own: their number changes only when asked for."""
    given = platform.addons.coredns.replicas
    if given is not None:
        return given
    return FEWEST if on_fargate else ReplicaRange(min=FEWEST, max=max(USUAL, wanted_dns_pods(platform)[-1]))


def wanted_dns_pods(platform: Platform) -> tuple[int, int, int]:
    """The nodes and CPUs at full scale, and the pods of CoreDNS for them; nodes that nothing bounds do not count."""
    there = [fleet for fleet in fleets(platform) if fleet.kind != "Auto Mode pool"]
    nodes = sum(fleet.max for fleet in there)
    cpus = sum(fleet.max * _cpus(fleet) for fleet in there)
    return nodes, cpus, max(FEWEST, ceil(nodes / NODES), ceil(cpus / CPUS))


def _cpus(fleet: Fleet) -> int:
    return max((type_.vcpus for type_ in known_types(fleet.instance_types)), default=0)
