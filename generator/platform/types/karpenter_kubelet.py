"""Settings of the kubelet that Karpenter must know, because it works out what a node has before there is one."""

from typing import Annotated

from msgspec import Meta

from generator.platform.types.karpenter_disruption import Duration
from generator.platform.types.kubelet import Amount, Percent, Resource, Signal, Threshold
from generator.platform.types.node import Node, says


class PoolKubelet(Node, frozen=True):
    """The kubelet of every node of a pool; what is unset is as the image has it."""

    pods_per_core: Annotated[
        Annotated[int, Meta(ge=1, le=1000)] | None, says("The most pods for each vCPU; not on Bottlerocket.")
    ] = None
    kube_reserved: Annotated[
        dict[Resource, Amount], says("What is kept for the kubelet and the container runtime.")
    ] = {}
    system_reserved: Annotated[dict[Resource, Amount], says("What is kept for the operating system.")] = {}
    eviction_hard: Annotated[dict[Signal, Threshold], says("What is left when pods are killed at once.")] = {}
    eviction_soft: Annotated[dict[Signal, Threshold], says("What is left when pods are asked to go.")] = {}
    eviction_soft_grace_period: Annotated[
        dict[Signal, Duration], says("How long that is borne, for each of them.")
    ] = {}
    eviction_max_pod_grace_period: Annotated[
        Annotated[int, Meta(ge=0, le=86400)] | None, says("Seconds that a pod has then.")
    ] = None
    image_gc_high_threshold_percent: Annotated[Percent | None, says("Disk use above which images are removed.")] = None
    image_gc_low_threshold_percent: Annotated[Percent | None, says("Disk use that is freed down to.")] = None
    cpu_cfs_quota: Annotated[bool | None, says("Whether CPU limits of containers are enforced.")] = None
