"""Amazon Linux 2023: one volume, and nodeadm."""

from typing import Any

from generator.platform.addresses import service_network
from generator.platform.fleets import fleet_of
from generator.platform.max_pods import max_pods
from generator.platform.types.node_group import Disk, NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform.ami_families.family import AmiFamily, data_device
from generator.render.terraform.block import Block, call, join, local
from generator.render.terraform.cluster import cluster

HEAD = """\
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="//"

--//
Content-Type: application/node.eks.aws

"""


def _block_devices(disk: Disk) -> list[dict[str, Any]]:
    return [data_device("/dev/xvda", disk)]


def _user_data(platform: Platform, name: str, group: NodeGroup) -> list[Block]:
    """A NodeConfig as JSON, which nodeadm reads as it reads YAML.

    https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/api/
    """
    config = local(f"node_config_{name}", _node_config(platform, group))
    return [config, local(f"user_data_{name}", join(HEAD, call("jsonencode", config.value()), "\n--//--\n"))]


def _node_config(platform: Platform, group: NodeGroup) -> dict[str, Any]:
    owner = cluster(platform)
    return {
        "apiVersion": "node.eks.aws/v1alpha1",
        "kind": "NodeConfig",
        "spec": {
            "cluster": {
                "name": platform.name,
                "apiServerEndpoint": owner.ref("endpoint"),
                "certificateAuthority": owner.ref("certificate_authority[0].data"),
                "cidr": str(service_network(platform)),
            },
            "kubelet": _kubelet(platform, group),
        },
    }


def _kubelet(platform: Platform, group: NodeGroup) -> dict[str, Any]:
    labels = ",".join(f"{key}={value}" for key, value in sorted(group.labels.items()))
    taints = [
        {"key": key, "effect": taint.effect} | ({"value": taint.value} if taint.value else {})
        for key, taint in sorted(group.taints.items())
    ]
    config = {"maxPods": max_pods(platform, fleet_of(platform, group))} | (
        {"registerWithTaints": taints} if taints else {}
    )
    return {"config": config} | ({"flags": [f"--node-labels={labels}"]} if labels else {})


FAMILY = AmiFamily("AL2023_", _block_devices, _user_data)
