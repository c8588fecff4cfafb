"""addons: the EKS add-ons, which AWS installs and updates."""

from typing import Annotated, Literal

from msgspec import Meta, field

from generator.platform.types.addon import Addon, PlacedAddon
from generator.platform.types.node import Node, says, text
from generator.platform.types.storage import EbsDriver, EfsDriver, SnapshotController

Domain = Annotated[
    str,
    text(r"(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*", "a domain", "corp.example"),
]
Server = Annotated[
    str,
    text(
        r"[0-9]{1,3}(\.[0-9]{1,3}){3}(:[0-9]{1,5})?|[0-9a-f:]+|\[[0-9a-f:]+\]:[0-9]{1,5}", "an address", "192.168.0.53"
    ),
]
Count = Annotated[int, Meta(ge=1, le=100)]


class ReplicaRange(Node, frozen=True):
    """How many pods EKS keeps: one for every 16 nodes or 256 CPUs, whichever asks for more, within bounds."""

    min: Annotated[Annotated[int, Meta(ge=2, le=100)], says("The fewest pods.")] = 2
    max: Annotated[Annotated[int, Meta(ge=2, le=100)], says("The most pods.")] = 10


class CoreDns(PlacedAddon, frozen=True):
    """The add-on coredns: DNS in the cluster."""

    replicas: Annotated[
        Count | ReplicaRange | None,
        says("How many pods, or the bounds of their scaling. Unset: 2 to 10, or more where all nodes want more."),
    ] = None
    memory: Annotated[
        Annotated[str, text(r"[1-9][0-9]*(Mi|Gi)", "an amount of memory", "170Mi")],
        says("What each pod asks for, and may use."),
    ] = "170Mi"
    forward: Annotated[
        dict[Domain, Annotated[tuple[Server, ...], Meta(min_length=1, max_length=15)]],
        says("Domains that other name servers answer, such as those of a network on premises, and their addresses."),
    ] = {}


class KubeProxy(Addon, frozen=True):
    """The add-on kube-proxy."""

    mode: Annotated[
        Literal["iptables", "ipvs", "nftables"],
        says("How services are routed on a node. nftables needs Kubernetes 1.33; ipvs ends with 1.35."),
    ] = "iptables"


_NAMES = {
    name.replace("-", "_"): name
    for name in (
        "vpc-cni",
        "kube-proxy",
        "eks-pod-identity-agent",
        "eks-node-monitoring-agent",
        "aws-ebs-csi-driver",
        "aws-efs-csi-driver",
        "snapshot-controller",
        "metrics-server",
        "kube-state-metrics",
        "prometheus-node-exporter",
    )
}


class Addons(Node, frozen=True, rename=_NAMES):
    """The add-ons. The four that every cluster needs are always there."""

    vpc_cni: Annotated[Addon, says("Amazon VPC CNI; configured by `cni`.")] = field(default_factory=Addon)
    coredns: Annotated[CoreDns, says("DNS in the cluster.")] = field(default_factory=CoreDns)
    kube_proxy: Annotated[KubeProxy, says("Service routing on every node.")] = field(default_factory=KubeProxy)
    eks_pod_identity_agent: Annotated[Addon, says("Credentials for pods.")] = field(default_factory=Addon)
    eks_node_monitoring_agent: Annotated[
        Addon | None, says("Sees what is wrong with a node's kernel, disks, network and GPUs, for node repair.")
    ] = None
    aws_ebs_csi_driver: Annotated[EbsDriver | None, says("EBS volumes.")] = None
    aws_efs_csi_driver: Annotated[EfsDriver | None, says("EFS file systems, which many pods share.")] = None
    snapshot_controller: Annotated[SnapshotController | None, says("Snapshots of EBS volumes.")] = None
    metrics_server: Annotated[PlacedAddon | None, says("CPU and memory metrics, which autoscaling needs.")] = None
    kube_state_metrics: Annotated[PlacedAddon | None, says("Prometheus metrics of Kubernetes' objects.")] = None
    prometheus_node_exporter: Annotated[Addon | None, says("Prometheus metrics of nodes.")] = None
