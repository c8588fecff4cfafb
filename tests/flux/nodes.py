"""The nodes that a platform's groups begin with, as EKS labels them."""

from collections.abc import Iterator
from itertools import cycle, islice

from msgspec import to_builtins

from generator.platform.network.addresses import subnet_zone, tier_subnets
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.platform import Platform
from tests.flux.kube import Object

PODS = 58


def nodes(platform: Platform) -> list[Object]:
    return [node for name in platform.nodes.groups for node in _group(platform, name)]


def _group(platform: Platform, name: str) -> Iterator[Object]:
    """Yield a group's least number of nodes, over its zones in turn."""
    group = platform.nodes.groups[name]
    size = instance_type(group.instance_types[0])
    assert size is not None
    zones = cycle(subnet_zone(platform, subnet) for subnet in tier_subnets(platform, group.subnets))
    for index, zone in enumerate(islice(zones, group.scaling.min)):
        labels = {
            "kubernetes.io/hostname": f"{name}-{index}",
            "kubernetes.io/os": "linux",
            "kubernetes.io/arch": "arm64" if "arm64" in size.architectures else "amd64",
            "topology.kubernetes.io/zone": zone,
            "topology.kubernetes.io/region": platform.region,
            "node.kubernetes.io/instance-type": group.instance_types[0],
            "eks.amazonaws.com/nodegroup": name,
            **group.labels,
        }
        room = {"cpu": str(size.vcpus), "memory": f"{size.memory_mib}Mi", "pods": str(PODS)}
        room |= {"ephemeral-storage": f"{group.disk.size}Gi"}
        yield {
            "apiVersion": "v1",
            "kind": "Node",
            "metadata": {"name": f"{name}-{index}", "labels": labels},
            "spec": {"taints": [{"key": key, **taint} for key, taint in to_builtins(group.taints).items()]},
            "status": {"capacity": room, "allocatable": room},
        }
