"""Amazon Linux 2023: one volume, and nodeadm."""

from typing import Any

from generator.platform.fleets import fleet_of
from generator.platform.nodes.ami import accelerator, architecture
from generator.platform.nodes.groups import node_labels, told_all
from generator.platform.nodes.max_pods import max_pods
from generator.platform.types.node_group import Disk, NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform.ami_families.family import AmiFamily, data_device
from generator.render.terraform.ami_families.kubelet import settings
from generator.render.terraform.block import Block, call, join, local
from generator.render.terraform.cluster import cluster
from generator.render.terraform.cluster.services import service_cidr

HEAD = """\
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="//"

--//
Content-Type: application/node.eks.aws

"""

NAMES = {
    "kube_reserved": "kubeReserved",
    "system_reserved": "systemReserved",
    "eviction_hard": "evictionHard",
    "image_gc_high_threshold_percent": "imageGCHighThresholdPercent",
    "image_gc_low_threshold_percent": "imageGCLowThresholdPercent",
    "container_log_max_size": "containerLogMaxSize",
    "container_log_max_files": "containerLogMaxFiles",
    "cpu_manager_policy": "cpuManagerPolicy",
    "topology_manager_policy": "topologyManagerPolicy",
    "pod_pids_limit": "podPidsLimit",
    "registry_qps": "registryPullQPS",
    "registry_burst": "registryBurst",
    "allowed_unsafe_sysctls": "allowedUnsafeSysctls",
    "shutdown_grace_period": "shutdownGracePeriod",
    "shutdown_grace_period_critical_pods": "shutdownGracePeriodCriticalPods",
}
"""The kubelet's own names. https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/"""


def _block_devices(disk: Disk) -> list[dict[str, Any]]:
    return [data_device("/dev/xvda", disk)]


def _image(ami: str, version: str) -> str:
    """The public parameter of the newest image.

    https://docs.aws.amazon.com/eks/latest/userguide/retrieve-ami-id.html
    """
    kind = f"{architecture(ami)}/{accelerator(ami) or 'standard'}"
    return f"/aws/service/eks/optimized-ami/{version}/amazon-linux-2023/{kind}/recommended/image_id"


def _user_data(platform: Platform, name: str, group: NodeGroup) -> list[Block]:
    """A NodeConfig as JSON, which nodeadm reads as it reads YAML; it merges what EKS adds with one of ours.

    https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
    """
    spec = _spec(platform, group)
    if not spec:
        return []
    body = {"apiVersion": "node.eks.aws/v1alpha1", "kind": "NodeConfig", "spec": spec}
    config = local(f"node_config_{name}", body)
    return [config, local(f"user_data_{name}", join(HEAD, call("jsonencode", config.value()), "\n--//--\n"))]


def _spec(platform: Platform, group: NodeGroup) -> dict[str, Any]:
    given = {NAMES[name]: _value(name, value) for name, value in settings(group).items()}
    if not told_all(group):
        return {"kubelet": {"config": given}} if given else {}
    owner = cluster(platform)
    return {
        "cluster": {
            "name": platform.name,
            "apiServerEndpoint": owner.ref("endpoint"),
            "certificateAuthority": owner.ref("certificate_authority[0].data"),
            "cidr": service_cidr(platform),
        },
        "kubelet": _kubelet(platform, group, given),
    }


def _value(name: str, value: Any) -> Any:
    return f"{value}s" if name.startswith("shutdown_") else value


def _kubelet(platform: Platform, group: NodeGroup, given: dict[str, Any]) -> dict[str, Any]:
    labels = ",".join(f"{key}={value}" for key, value in sorted(node_labels(group).items()))
    taints = [
        {"key": key, "effect": taint.effect} | ({"value": taint.value} if taint.value else {})
        for key, taint in sorted(group.taints.items())
    ]
    config = {"maxPods": max_pods(platform, fleet_of(platform, group)), **given} | (
        {"registerWithTaints": taints} if taints else {}
    )
    return {"config": config} | ({"flags": [f"--node-labels={labels}"]} if labels else {})


FAMILY = AmiFamily("AL2023_", _block_devices, _image, _user_data, warmup=300)
