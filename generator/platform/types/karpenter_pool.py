"""nodes.karpenter.pools: which nodes Karpenter may make, and when it replaces them."""

from typing import Annotated, ClassVar, Literal

from msgspec import Meta, field

from generator.platform.types.karpenter_kubelet import PoolKubelet
from generator.platform.types.node import says, text
from generator.platform.types.node_group import Disk, Metadata, NodeAccess
from generator.platform.types.pool import CapacityReservation, Pool

ImageId = Annotated[str, text(r"ami-([0-9a-f]{8}|[0-9a-f]{17})", "the id of an AMI", "ami-0123456789abcdef0")]


class ReservationSelector(CapacityReservation, frozen=True):
    """On-demand capacity reservations that the pool may use: one by its id, or all that match."""

    match: Annotated[Literal["open", "targeted"] | None, says("Who may use it: any instance, or those told to.")] = None


class NodePool(Pool, frozen=True, kw_only=True):
    """Nodes that Karpenter makes when pods are waiting, and takes away when they are not needed."""

    label_domain: ClassVar[str] = "karpenter.k8s.aws"

    ami: Annotated[
        str,
        text(
            r"al2023@(latest|v[0-9]{8})|bottlerocket@(latest|v?[0-9]+\.[0-9]+\.[0-9]+)",
            "an image such as al2023@v20261102 or bottlerocket@v1.50.0, or with @latest",
            "al2023@v20261102",
        ),
        says("The family of Amazon's images, and its release. With @latest each new release replaces all nodes."),
    ] = "al2023@latest"
    image_ids: Annotated[
        tuple[ImageId, ...], Meta(max_length=30), says("AMIs of your own, made from that family, to use instead.")
    ] = ()
    disk: Annotated[Disk, says("The volume for images, logs and pods.")] = field(default_factory=Disk)
    instance_store: Annotated[
        Literal["RAID0"] | None, says("RAID0: local NVMe disks, where a type has some, hold images, logs and pods.")
    ] = None
    max_pods: Annotated[
        Literal["auto"] | Annotated[int, Meta(ge=4, le=737)],
        says("auto: what the node has addresses for; with prefixes the fewest of all matching instance types."),
    ] = "auto"
    kubelet: Annotated[PoolKubelet, says("What the kubelet keeps for the system, and when it evicts.")] = field(
        default_factory=PoolKubelet
    )
    capacity_reservations: Annotated[
        tuple[ReservationSelector, ...], Meta(max_length=30), says("What `reserved` is taken from.")
    ] = ()
    placement_group: Annotated[
        Annotated[str, text(r"[\x20-\x7e]{1,255}", "the name of a placement group", "cluster")] | None,
        says("The name of the placement group that all nodes lie in."),
    ] = None
    detailed_monitoring: Annotated[bool, says("Metrics of EC2 for every minute.")] = False
    access: Annotated[NodeAccess, says("Ways in for people.")] = field(default_factory=NodeAccess)
    metadata: Annotated[Metadata, says("The instance metadata service.")] = field(default_factory=Metadata)
