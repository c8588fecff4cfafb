"""addons: the EKS add-ons, which AWS installs and updates."""

from typing import Annotated, Literal

from msgspec import field

from generator.platform.types.node import Node, says, text

AddonVersion = Annotated[
    str, text(r"v[0-9]+\.[0-9]+\.[0-9]+-eksbuild\.[0-9]+", "an add-on version", "v1.21.1-eksbuild.3")
]


class Addon(Node, frozen=True):
    """An EKS add-on."""

    version: Annotated[AddonVersion | None, says("Its version. Unset: as AWS chooses it at creation.")] = None


class KubeProxy(Addon, frozen=True):
    """The add-on kube-proxy."""

    mode: Annotated[Literal["iptables", "ipvs", "nftables"], says("How services are routed on a node.")] = "iptables"


_NAMES = {
    "vpc_cni": "vpc-cni",
    "kube_proxy": "kube-proxy",
    "eks_pod_identity_agent": "eks-pod-identity-agent",
    "aws_ebs_csi_driver": "aws-ebs-csi-driver",
    "metrics_server": "metrics-server",
}


class Addons(Node, frozen=True, rename=_NAMES):
    """The add-ons. The four that every cluster needs are always there."""

    vpc_cni: Annotated[Addon, says("Amazon VPC CNI; configured by `cni`.")] = field(default_factory=Addon)
    coredns: Annotated[Addon, says("DNS in the cluster.")] = field(default_factory=Addon)
    kube_proxy: Annotated[KubeProxy, says("Service routing on every node.")] = field(default_factory=KubeProxy)
    eks_pod_identity_agent: Annotated[Addon, says("Credentials for pods.")] = field(default_factory=Addon)
    aws_ebs_csi_driver: Annotated[Addon | None, says("EBS volumes.")] = None
    metrics_server: Annotated[Addon | None, says("CPU and memory metrics, which autoscaling needs.")] = None
