"""What follows from the fields of a node group, for rules and renderers alike."""

from generator.platform.nodes.ami import accelerator, is_bottlerocket, is_windows
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform

GPU_LABEL = "nvidia.com/gpu.present"
"""The label by which NVIDIA's device plugin finds its nodes; Bottlerocket has a plugin of its own.
https://github.com/NVIDIA/k8s-device-plugin"""


def node_labels(group: NodeGroup) -> dict[str, str]:
    """The labels of the group's nodes: ours, and those given, which win."""
    plugged = accelerator(group.ami) == "nvidia" and not is_bottlerocket(group.ami)
    return ({GPU_LABEL: "true"} if plugged else {}) | group.labels


def version(platform: Platform, group: NodeGroup) -> str:
    """The Kubernetes version of the group's nodes, on Amazon's images."""
    return group.version or platform.cluster.version


def told_all(group: NodeGroup) -> bool:
    """Whether its nodes join the cluster by our user data, and not by what EKS adds."""
    return group.image_id is not None or not group.managed


def repaired(group: NodeGroup) -> bool:
    """Whether EKS replaces nodes that stay unhealthy: it can on Linux alone.

    https://docs.aws.amazon.com/eks/latest/userguide/node-health.html
    """
    if group.repair is None:
        return group.managed and not is_windows(group.ami)
    return group.repair is not False


def mixes(group: NodeGroup) -> bool:
    """Whether an Auto Scaling group of ours chooses among instance types or spot pools.

    Capacity blocks cannot be mixed with anything.
    https://docs.aws.amazon.com/autoscaling/ec2/userguide/launch-template-capacity-blocks.html
    """
    several = len(group.instance_types) > 1 or group.capacity == "spot"
    return not group.managed and group.capacity != "capacityBlock" and several


def type_in_template(group: NodeGroup) -> bool:
    """Whether the launch template names the instance type: EKS wants it there for capacity blocks.

    https://docs.aws.amazon.com/eks/latest/userguide/capacity-blocks-mng.html
    """
    return group.capacity == "capacityBlock" or not (group.managed or mixes(group))


def has_own_role(group: NodeGroup) -> bool:
    """Whether the shared role of nodes does not do.

    A role has one access entry, of one type: that of Windows is another than that of Linux, and EKS makes that of the
    groups that it manages itself. https://docs.aws.amazon.com/eks/latest/userguide/creating-access-entries.html
    """
    return group.access.ssm or not group.managed or is_windows(group.ami)


def has_windows(platform: Platform) -> bool:
    """Whether there are Windows nodes."""
    return any(is_windows(group.ami) for group in platform.nodes.groups.values())
