"""namespaces and priorities: what all services of a namespace share, and who goes first where room is short."""

from typing import Annotated

from msgspec import Meta

from generator.platform.types.container import Cpu, Memory
from generator.platform.types.node import Node, says
from generator.platform.types.privileges import Level
from generator.platform.types.volume import Size
from generator.platform.types.workload import Count


class Quota(Node, frozen=True):
    """A ResourceQuota: what all pods of a namespace may have together."""

    cpu: Annotated[Cpu | None, says("CPU requests.")] = None
    memory: Annotated[Memory | None, says("Memory requests.")] = None
    pods: Annotated[Count | None, says("Pods.")] = None
    storage: Annotated[Size | None, says("Storage of all claims.")] = None
    claims: Annotated[Count | None, says("Claims for volumes.")] = None
    load_balancers: Annotated[Count | None, says("Services of type LoadBalancer.")] = None
    node_ports: Annotated[Count | None, says("Ports of nodes.")] = None


class Limits(Node, frozen=True):
    """A LimitRange: what a container has that asks for nothing, and may have at most."""

    cpu: Annotated[Cpu | None, says("The CPU request of a container that has none.")] = None
    memory: Annotated[Memory | None, says("The memory request and limit of a container that has none.")] = None
    max_memory: Annotated[Memory | None, says("The most memory of a container.")] = None


class NamespaceSettings(Node, frozen=True):
    """A namespace of services."""

    quota: Annotated[Quota | None, says("What all its pods may have together.")] = None
    limits: Annotated[Limits | None, says("What a container has at least and at most.")] = None
    pod_security: Annotated[Level, says("The level of Pod Security that its pods must keep to.")] = "restricted"


class Priority(Node, frozen=True):
    """A PriorityClass."""

    value: Annotated[Annotated[int, Meta(ge=-1000000000, le=1000000000)], says("The higher goes first.")]
    preempts: Annotated[bool, says("Whether pods of a lower one are stopped to make room.")] = True
    description: Annotated[str, Meta(max_length=1000), says("What it is for.")] = ""
