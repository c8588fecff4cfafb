"""nodes.groups: node groups, managed by EKS or not."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.ami import Ami
from generator.platform.types.kubelet import Kubelet
from generator.platform.types.launch import Placement, Repair, Reservation, Ssh
from generator.platform.types.node import (
    KeyArn,
    Name,
    Node,
    SecurityGroupId,
    TagKey,
    TagValue,
    Version,
    Zone,
    says,
    text,
)
from generator.platform.types.percentage import Percentage

InstanceType = Annotated[str, text(r"[a-z][a-z0-9-]*\.[a-z0-9-]+", "an EC2 instance type", "m7g.xlarge")]
GroupName = Annotated[
    str,
    text(
        r"[a-z]([a-z0-9-]{0,52}[a-z0-9])?",
        "a node group's name of at most 54 lower-case letters, digits and hyphens",
        "general",
    ),
]
"""EKS allows 63; a hyphen and a hash of eight digits follow it."""

LabelKey = Annotated[
    str,
    text(
        r"(?=.{1,63}$)([a-z0-9]([a-z0-9.-]*[a-z0-9])?/)?[A-Za-z0-9]([A-Za-z0-9_.-]*[A-Za-z0-9])?",
        "a key of at most 63 characters",
        "workload",
    ),
]
"""The key of a label or a taint; Kubernetes allows a longer prefix, and EKS does not.
https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html"""

LabelValue = Annotated[str, text(r"[A-Za-z0-9]([A-Za-z0-9_.-]{0,61}[A-Za-z0-9])?", "a label value", "general")]


class Scaling(Node, frozen=True):
    """How many nodes there may be."""

    min: Annotated[int, Meta(ge=0, le=450), says("The fewest nodes.")]
    max: Annotated[int, Meta(ge=1, le=450), says("The most nodes.")]


class Disk(Node, frozen=True):
    """The encrypted volume that images, logs and the pods' own files lie on; of Bottlerocket, the second one."""

    size: Annotated[int, Meta(ge=20, le=16384), says("GiB.")] = 80
    type: Annotated[Literal["gp3", "io2"], says("The kind of EBS volume.")] = "gp3"
    iops: Annotated[
        Annotated[int, Meta(ge=100, le=256000)] | None,
        says("Operations per second; without it gp3 does 3000. io2 needs a number."),
    ] = None
    throughput: Annotated[
        Annotated[int, Meta(ge=125, le=1000)] | None, says("MiB per second of gp3; 125 without it.")
    ] = None
    kms_key: Annotated[
        KeyArn | None, says("A key of your own, whose policy lets Auto Scaling use it. Unset: the account's for EBS.")
    ] = None


class Taint(Node, frozen=True, kw_only=True):
    """What keeps pods away that do not tolerate it."""

    value: Annotated[LabelValue | None, says("The value that a toleration must have too.")] = None
    effect: Annotated[
        Literal["NoSchedule", "PreferNoSchedule", "NoExecute"], says("What happens to pods that do not tolerate it.")
    ]


class Update(Node, frozen=True):
    """How nodes are replaced when their version or launch template changes."""

    max_unavailable: Annotated[
        Annotated[int, Meta(ge=1, le=100)] | Percentage,
        says("How many nodes are replaced at once: a number, or a percentage of the group."),
    ] = "33%"
    strategy: Annotated[
        Literal["default", "minimal"],
        says("default: EKS starts new nodes before old ones go. minimal: after, where capacity or budget is scarce."),
    ] = "default"


class NodeAccess(Node, frozen=True):
    """Ways in for people."""

    ssm: Annotated[bool, says("Whether Session Manager may open a shell; the group then has a role of its own.")] = (
        False
    )
    ssh: Annotated[Ssh | None, says("Open SSH (to Windows nodes RDP) to some security groups.")] = None


class Metadata(Node, frozen=True):
    """The instance metadata service, of which only version 2 is on."""

    hop_limit: Annotated[int, Meta(ge=1, le=64), says("1: pods do not reach it. 2: pods have the node's role.")] = 1


class NodeGroup(Node, frozen=True, kw_only=True):
    """Nodes that are made alike."""

    managed: Annotated[
        bool, says("Whether EKS manages it. false: an Auto Scaling group of yours; nothing drains its nodes.")
    ] = True
    instance_types: Annotated[
        tuple[InstanceType, ...],
        Meta(min_length=1, max_length=20),
        says("EC2 instance types, all of one architecture."),
    ]
    ami: Annotated[Ami, says("The kind of Amazon's image.")] = "AL2023_x86_64_STANDARD"
    image_id: Annotated[
        Annotated[str, text(r"ami-([0-9a-f]{8}|[0-9a-f]{17})", "the id of an AMI", "ami-0123456789abcdef0")] | None,
        says(
            "An AMI of your own, made from that kind. Node settings that AWS fixes on its own images can then be set."
        ),
    ] = None
    version: Annotated[
        Version | None, says("Its Kubernetes version, to upgrade it after the others. Unset: the cluster's.")
    ] = None
    release_version: Annotated[
        Annotated[
            str,
            text(
                r"1\.[0-9]{2}[0-9A-Za-z.-]{1,40}|[0-9]+\.[0-9]+\.[0-9]+-[0-9a-f]+",
                "a release of an AMI",
                "1.36.2-20261105",
            ),
        ]
        | None,
        says("The release of Amazon's image. Unset: the newest when the group is made or its version changes."),
    ] = None
    force_update: Annotated[bool, says("Whether an update goes on where a disruption budget lets no pod go.")] = False
    capacity: Annotated[
        Literal["onDemand", "spot", "capacityBlock"],
        says("How the instances are bought. capacityBlock: a reservation of GPUs for some days, given in reservation."),
    ] = "onDemand"
    reservation: Annotated[Reservation | None, says("Capacity reservations that the instances use.")] = None
    placement: Annotated[Placement, says("Which hardware the instances run on.")] = field(default_factory=Placement)
    monitoring: Annotated[bool, says("Whether CloudWatch has metrics of every minute, not of every five.")] = False
    tags: Annotated[
        dict[TagKey, TagValue], Meta(max_length=10), says("Tags of the instances, volumes and interfaces.")
    ] = {}
    scaling: Annotated[Scaling, says("How many nodes there may be.")]
    subnets: Annotated[Name, says("The tier that the nodes lie in.")]
    zones: Annotated[
        Annotated[tuple[Zone, ...], Meta(min_length=1)] | None,
        says("The zones that the nodes lie in; all of vpc.zones without it."),
    ] = None
    security_groups: Annotated[
        tuple[SecurityGroupId, ...], Meta(max_length=15), says("Security groups beside the cluster's own.")
    ] = ()
    disk: Annotated[Disk, says("The volume for images, logs and pods.")] = field(default_factory=Disk)
    max_pods: Annotated[
        Literal["auto"] | Annotated[int, Meta(ge=4, le=737)],
        says("auto: as AWS computes it from type and CNI mode. A number needs an imageId, or managed: false."),
    ] = "auto"
    labels: Annotated[dict[LabelKey, LabelValue], says("Kubernetes labels of the nodes.")] = {}
    taints: Annotated[dict[LabelKey, Taint], Meta(max_length=50), says("Taints of the nodes, by key.")] = {}
    update: Annotated[Update, says("How nodes are replaced.")] = field(default_factory=Update)
    repair: Annotated[
        bool | Repair | None,
        says("Whether EKS replaces nodes that stay unhealthy. Unset: where it can, of managed groups on Linux."),
    ] = None
    kubelet: Annotated[Kubelet, says("Settings of the kubelet.")] = field(default_factory=Kubelet)
    access: Annotated[NodeAccess, says("Ways in for people.")] = field(default_factory=NodeAccess)
    metadata: Annotated[Metadata, says("The instance metadata service.")] = field(default_factory=Metadata)
