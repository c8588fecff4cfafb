"""Windows: one volume, and EKS's bootstrap script."""

from typing import Any

from generator.platform.fleets import fleet_of
from generator.platform.nodes.groups import node_labels, told_all
from generator.platform.nodes.max_pods import max_pods
from generator.platform.types.node_group import Disk, NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform.ami_families.family import AmiFamily, data_device
from generator.render.terraform.block import Block, Expression, join, local
from generator.render.terraform.cluster import cluster
from generator.render.terraform.cluster.services import dns_address, service_cidr

SCRIPT = r"$env:ProgramFiles\Amazon\EKS\Start-EKSBootstrap.ps1"


def _block_devices(disk: Disk) -> list[dict[str, Any]]:
    return [data_device("/dev/sda1", disk)]


def _image(ami: str, version: str) -> str:
    """The public parameter of the newest image.

    https://docs.aws.amazon.com/eks/latest/userguide/retrieve-windows-ami-id.html
    """
    _, option, release, *_ = ami.split("_")
    server = f"Windows_Server-{release}-English-{option.title()}-EKS_Optimized-{version}"
    return f"/aws/service/ami-windows-latest/{server}/image_id"


def _user_data(platform: Platform, name: str, group: NodeGroup) -> list[Block]:
    """A call of the script that joins the cluster.

    https://docs.aws.amazon.com/eks/latest/userguide/eks-optimized-windows-ami.html
    """
    if not told_all(group):
        return []
    parts: list[str | Expression] = [f'<powershell>\n& "{SCRIPT}"']
    for argument, value in _arguments(platform, group).items():
        parts += [f' -{argument} "', value, '"']
    return [local(f"user_data_{name}", join(*parts, " 3>&1 4>&1 5>&1 6>&1\n</powershell>\n"))]


def _arguments(platform: Platform, group: NodeGroup) -> dict[str, str | Expression]:
    owner = cluster(platform)
    return {
        "EKSClusterName": platform.name,
        "APIServerEndpoint": owner.ref("endpoint"),
        "Base64ClusterCA": owner.ref("certificate_authority[0].data"),
        "DNSClusterIP": dns_address(platform),
        "ServiceCIDR": service_cidr(platform),
        "KubeletExtraArgs": " ".join(_kubelet_arguments(platform, group)),
    }


def _kubelet_arguments(platform: Platform, group: NodeGroup) -> list[str]:
    arguments = [f"--max-pods={max_pods(platform, fleet_of(platform, group))}"]
    if labels := node_labels(group):
        arguments.append("--node-labels=" + ",".join(f"{key}={value}" for key, value in sorted(labels.items())))
    if group.taints:
        taints = (f"{key}={taint.value or ''}:{taint.effect}" for key, taint in sorted(group.taints.items()))
        arguments.append("--register-with-taints=" + ",".join(taints))
    return arguments


FAMILY = AmiFamily("WINDOWS_", _block_devices, _image, _user_data, warmup=900)
