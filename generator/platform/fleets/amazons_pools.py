"""Amazon's own pools of Auto Mode: as many nodes as the services need, since nothing else limits their number."""

from collections.abc import Callable, Iterator
from math import ceil

from generator.platform.fleets.fleet import Fleet
from generator.platform.nodes.allocatable import Allocatable, allocatable
from generator.platform.nodes.auto_mode import auto_mode
from generator.platform.nodes.fargate import services_on_nodes
from generator.platform.nodes.instance_types import InstanceType, instance_type
from generator.platform.nodes.max_pods import AMAZONS_POOLS, HOST_NETWORK, auto_mode_max_pods
from generator.platform.services.containers import pod_request
from generator.platform.services.replicas import fewest_beside, most_beside
from generator.platform.types.auto_mode import BuiltInPool
from generator.platform.types.node_group import Taint
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service

SIZES = ("large", "xlarge", "2xlarge", "4xlarge", "8xlarge", "12xlarge", "16xlarge", "24xlarge")
TYPES = tuple(f"m5.{each}" for each in SIZES)
"""Of the families that Auto Mode chooses from (c, m and r, from the fifth generation), one that is everywhere.
https://docs.aws.amazon.com/eks/latest/userguide/set-builtin-node-pools.html"""

CRITICAL = (("CriticalAddonsOnly", Taint(effect="NoSchedule")),)


def fleets(platform: Platform) -> Iterator[Fleet]:
    """Yield a fleet for each of nodes.autoMode.builtInPools."""
    mode = auto_mode(platform)
    for name in sorted(set(mode.built_in_pools)) if mode else ():
        yield _fleet(platform, name)


def _fleet(platform: Platform, name: BuiltInPool) -> Fleet:
    """Nodes of the smallest size that takes every service; those for critical add-ons are one or two."""
    known = [(each, type_) for each in TYPES if (type_ := instance_type(each))]
    each, type_ = next(((n, t) for n, t in known if _takes(t, platform)), known[-1])
    pods = auto_mode_max_pods(type_, AMAZONS_POOLS)
    system = name == "system"
    return Fleet(
        "Auto Mode pool",
        name,
        platform.cluster,
        (each,),
        platform.cluster.subnets,
        tuple(sorted(platform.cluster.zones or platform.vpc.zones)),
        0 if system else max(_nodes(type_, platform, fewest_beside), 1),
        2 if system else max(_nodes(type_, platform, most_beside), 1),
        "10%",
        1,
        pods,
        (),
        CRITICAL if system else (),
    )


def _room(type_: InstanceType) -> Allocatable:
    return allocatable(type_, auto_mode_max_pods(type_, AMAZONS_POOLS))


def _takes(type_: InstanceType, platform: Platform) -> bool:
    """Whether a node of a type has room for a pod of every service."""
    room, services = _room(type_), services_on_nodes(platform).values()
    return all(pod.cpu <= room.cpu and pod.memory <= room.memory for pod in map(pod_request, services))


def _nodes(type_: InstanceType, platform: Platform, count: Callable[[Service], int]) -> int:
    """The nodes of a type that all services need together."""
    pods, cpu, memory = 0, 0.0, 0.0
    for service in services_on_nodes(platform).values():
        number = count(service)
        pods += number
        pod = pod_request(service)
        cpu += number * float(pod.cpu)
        memory += number * float(pod.memory)
    room = _room(type_)
    each = auto_mode_max_pods(type_, AMAZONS_POOLS) - HOST_NETWORK
    return max(ceil(pods / each), ceil(cpu / float(room.cpu)), ceil(memory / float(room.memory)))
