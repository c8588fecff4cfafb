"""What pools of nodes have in common, whoever makes the nodes: Karpenter of ours, or EKS Auto Mode."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from generator.platform.types.container import Memory
from generator.platform.types.karpenter_disruption import Age, Duration, NodeDisruption
from generator.platform.types.karpenter_instances import (
    Category,
    CpuRange,
    Exclude,
    Family,
    GenerationRange,
    MemoryRange,
    Size,
)
from generator.platform.types.node import Account, Name, Node, SecurityGroupId, TagKey, TagValue, Zone, says, text
from generator.platform.types.node_group import InstanceType, LabelKey, LabelValue, Taint


class PoolLimits(Node, frozen=True):
    """What all nodes of a pool together may be; Karpenter makes none beyond."""

    cpu: Annotated[Annotated[int, Meta(ge=1, le=1000000)] | None, says("vCPUs.")] = None
    memory: Annotated[Memory | None, says("Memory.")] = None
    nodes: Annotated[Annotated[int, Meta(ge=1, le=10000)] | None, says("Nodes.")] = None


class CapacityReservation(Node, frozen=True):
    """On-demand capacity reservations that the pool may use: one by its id, or all that match."""

    id: Annotated[
        Annotated[str, text(r"cr-[0-9a-f]{8,17}", "the id of a capacity reservation", "cr-0123456789abcdef0")] | None,
        says("Its id."),
    ] = None
    tags: Annotated[dict[TagKey, TagValue], Meta(max_length=20), says("Tags that it has.")] = {}
    owner: Annotated[Account | None, says("The account that shares it.")] = None


class Pool(Node, frozen=True, kw_only=True):
    """Nodes that are made when pods are waiting, and taken away when they are not needed."""

    label_domain: ClassVar[str]
    """The domain of the labels that say what an instance type is."""

    capacity: Annotated[
        tuple[Literal["spot", "onDemand", "reserved"], ...],
        Meta(min_length=1),
        says("How instances may be bought: reserved before spot before onDemand."),
    ] = ("onDemand",)
    architectures: Annotated[
        tuple[Literal["amd64", "arm64"], ...], says("Of the instance types; empty: any, and images must be for both.")
    ] = ()
    instance_categories: Annotated[tuple[Category, ...], says("Such as m, c and r.")] = ()
    instance_families: Annotated[tuple[Family, ...], says("Such as m7g.")] = ()
    instance_types: Annotated[tuple[InstanceType, ...], says("Such as m7g.xlarge.")] = ()
    instance_sizes: Annotated[tuple[Size, ...], says("Such as xlarge.")] = ()
    generation: Annotated[GenerationRange, says("Generations of instance types, ends included.")] = field(
        default_factory=GenerationRange
    )
    cpus: Annotated[CpuRange, says("vCPUs of a node, ends included.")] = field(default_factory=CpuRange)
    memory: Annotated[MemoryRange, says("Memory of a node, ends included.")] = field(default_factory=MemoryRange)
    exclude: Annotated[Exclude, says("Instance types to leave out.")] = field(default_factory=Exclude)
    min_instance_types: Annotated[
        Annotated[int, Meta(ge=1, le=50)] | None,
        says("How many instance types must be left to choose from when a node is made."),
    ] = None
    limits: Annotated[PoolLimits, says("What all its nodes together may be.")] = field(default_factory=PoolLimits)
    replicas: Annotated[
        Annotated[int, Meta(ge=0, le=10000)] | None,
        says("A fixed number of nodes, whatever pods need; then only limits.nodes may be set, and no weight."),
    ] = None
    weight: Annotated[
        Annotated[int, Meta(ge=1, le=100)] | None, says("Which of several pools is tried first: the heaviest.")
    ] = None
    subnets: Annotated[Name, says("The tier that the nodes lie in.")]
    zones: Annotated[
        Annotated[tuple[Zone, ...], Meta(min_length=1)] | None,
        says("The zones that the nodes lie in; all of vpc.zones without it."),
    ] = None
    security_groups: Annotated[
        tuple[SecurityGroupId, ...], Meta(max_length=15), says("Security groups beside the cluster's own.")
    ] = ()
    labels: Annotated[dict[LabelKey, LabelValue], says("Kubernetes labels of the nodes.")] = {}
    taints: Annotated[dict[LabelKey, Taint], Meta(max_length=50), says("Taints of the nodes, by key.")] = {}
    startup_taints: Annotated[
        dict[LabelKey, Taint],
        Meta(max_length=50),
        says("Taints that something on the node takes away when it is ready; no pod needs to tolerate them."),
    ] = {}
    disruption: Annotated[NodeDisruption, says("When nodes are replaced or taken away.")] = field(
        default_factory=NodeDisruption
    )
    expire_after: Annotated[Age, says("The age at which a node is drained and replaced, whatever the budgets say.")] = (
        "720h"
    )
    termination_grace_period: Annotated[
        Duration | None, says("How long a drain may take before pods are killed. Unset: as long as they like.")
    ] = None
    capacity_reservations: Annotated[
        tuple[CapacityReservation, ...], Meta(max_length=30), says("What `reserved` is taken from.")
    ] = ()
    tags: Annotated[dict[TagKey, TagValue], Meta(max_length=40), says("Tags of instances and volumes.")] = {}
