"""nodes: where pods run."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.node import Name, Node, says, text

InstanceType = Annotated[str, text(r"[a-z][a-z0-9-]*\.[a-z0-9-]+", "an EC2 instance type", "m7g.xlarge")]
LabelKey = Annotated[
    str,
    text(
        r"([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?",
        "a label key",
        "workload",
    ),
]
LabelValue = Annotated[str, text(r"([A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?)?", "a label value", "general")]


class Scaling(Node, frozen=True):
    """How many nodes there may be."""

    min: Annotated[int, Meta(ge=0, le=450), says("The fewest nodes.")]
    max: Annotated[int, Meta(ge=1, le=450), says("The most nodes.")]


class Disk(Node, frozen=True):
    """The root volume: gp3, encrypted."""

    size: Annotated[int, Meta(ge=20, le=16384), says("GiB.")] = 80


class NodeGroup(Node, frozen=True, kw_only=True):
    """An EKS managed node group."""

    instance_types: Annotated[
        tuple[InstanceType, ...],
        Meta(min_length=1, max_length=20),
        says("EC2 instance types, all of one architecture."),
    ]
    ami: Annotated[Literal["AL2023_x86_64_STANDARD", "AL2023_ARM_64_STANDARD"], says("The kind of Amazon's image.")] = (
        "AL2023_x86_64_STANDARD"
    )
    image_id: Annotated[
        Annotated[str, text(r"ami-([0-9a-f]{8}|[0-9a-f]{17})", "the id of an AMI", "ami-0123456789abcdef0")] | None,
        says(
            "An AMI of your own, made from that kind. Node settings that AWS fixes on its own images can then be set."
        ),
    ] = None
    capacity: Annotated[Literal["onDemand", "spot"], says("How the instances are bought.")] = "onDemand"
    scaling: Annotated[Scaling, says("How many nodes there may be.")]
    subnets: Annotated[Name, says("The tier that the nodes lie in.")]
    disk: Annotated[Disk, says("The root volume.")] = field(default_factory=Disk)
    max_pods: Annotated[
        Literal["auto"] | Annotated[int, Meta(ge=4, le=737)],
        says("auto: as AWS computes it from instance type and CNI mode. A number needs an imageId."),
    ] = "auto"
    labels: Annotated[dict[LabelKey, LabelValue], says("Kubernetes labels of the nodes.")] = {}


class Nodes(Node, frozen=True):
    """What pods run on."""

    groups: Annotated[dict[Name, NodeGroup], Meta(min_length=1), says("EKS managed node groups.")]
