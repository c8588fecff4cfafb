"""nodes.groups.X.kubelet: settings of the kubelet that nodeadm and Bottlerocket both have.

https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/
https://bottlerocket.dev/en/os/1.50.x/api/settings/kubernetes/
"""

from typing import Annotated, Literal

from msgspec import Meta

from generator.platform.types.node import Node, says, text

Percent = Annotated[int, Meta(ge=0, le=100)]
Seconds = Annotated[int, Meta(ge=0, le=3600)]
Amount = Annotated[str, text(r"[1-9][0-9]*(m|Ki|Mi|Gi|k|M|G)?", "an amount of a resource", "500Mi")]
Threshold = Annotated[
    str, text(r"[1-9][0-9]*(Ki|Mi|Gi|k|M|G)|[1-9]?[0-9]%", "an amount or a percentage", "10%", "200Mi")
]
Resource = Literal["cpu", "memory", "ephemeral-storage"]
Signal = Literal[
    "memory.available",
    "nodefs.available",
    "nodefs.inodesFree",
    "imagefs.available",
    "imagefs.inodesFree",
    "pid.available",
]


class Kubelet(Node, frozen=True):
    """What is not set stays as the image has it."""

    kube_reserved: Annotated[
        dict[Resource, Amount], says("What is kept for the kubelet and the container runtime.")
    ] = {}
    system_reserved: Annotated[dict[Resource, Amount], says("What is kept for the operating system.")] = {}
    eviction_hard: Annotated[
        dict[Signal, Threshold], says("Below these, pods are evicted at once. All that is wanted must be given.")
    ] = {}
    image_gc_high_threshold_percent: Annotated[Percent | None, says("Disk use above which images are removed.")] = None
    image_gc_low_threshold_percent: Annotated[Percent | None, says("Disk use that is freed down to.")] = None
    container_log_max_size: Annotated[Amount | None, says("When a container's log is rotated.")] = None
    container_log_max_files: Annotated[
        Annotated[int, Meta(ge=2, le=1000)] | None, says("How many files of a container's log are kept.")
    ] = None
    cpu_manager_policy: Annotated[
        Literal["none", "static"] | None, says("static: pods with whole CPUs as request and limit have them alone.")
    ] = None
    topology_manager_policy: Annotated[
        Literal["none", "restricted", "best-effort", "single-numa-node"] | None,
        says("How CPUs and devices of a pod are kept near to one another."),
    ] = None
    pod_pids_limit: Annotated[Annotated[int, Meta(ge=20, le=4194304)] | None, says("The most processes of a pod.")] = (
        None
    )
    registry_qps: Annotated[
        Annotated[int, Meta(ge=0, le=1000)] | None, says("Image pulls per second; 0: no limit.")
    ] = None
    registry_burst: Annotated[Annotated[int, Meta(ge=1, le=1000)] | None, says("Image pulls at once, above that.")] = (
        None
    )
    allowed_unsafe_sysctls: Annotated[
        tuple[Annotated[str, text(r"[a-z0-9_.*/-]+", "the name of a kernel parameter", "net.core.somaxconn")], ...],
        says("Kernel parameters that pods may set, beside the safe ones."),
    ] = ()
    shutdown_grace_period: Annotated[
        Seconds | None,
        says("How long a node that shuts down waits for its pods, in seconds; 75 where EKS does not manage the group."),
    ] = None
    shutdown_grace_period_critical_pods: Annotated[
        Seconds | None, says("How much of that is kept for critical pods; 15 where EKS does not manage the group.")
    ] = None
