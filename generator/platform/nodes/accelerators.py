"""Accelerators as Kubernetes counts them: what services ask for, and which nodes have some."""

from collections import Counter

from generator.platform.nodes.ami import drivers
from generator.platform.nodes.instance_types import instance_type
from generator.platform.types.container import Resources
from generator.platform.types.node import Node
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.services import Service

RESOURCES = {"nvidia": "nvidia.com/gpu", "neuron": "aws.amazon.com/neuron"}
"""The resource that a device plugin offers, by the maker.
https://kubernetes.io/docs/tasks/manage-gpus/scheduling-gpus/
https://awsdocs-neuron.readthedocs-hosted.com/en/latest/containers/kubernetes-getting-started.html"""


def accelerators(service: Service) -> dict[str, int]:
    """How many devices each pod of a service asks for, by resource; one before the others gives its own back."""
    found = Counter(devices(service.resources))
    for other in service.containers.values():
        found.update(devices(other.resources))
    for before in service.init_containers.values():
        found |= Counter(devices(before.resources))
    return dict(found)


def devices(resources: Resources) -> dict[str, int]:
    """How many devices a container asks for, by resource."""
    asked = {"nvidia": resources.gpu, "neuron": resources.neuron}
    return {RESOURCES[maker]: count for maker, count in asked.items() if count}


def offered(group: NodeGroup) -> frozenset[str]:
    """The makers of devices that nodes of the group have, and a driver for."""
    types = (instance_type(name) for name in group.instance_types)
    return frozenset(type_.accelerator for type_ in types if type_ and type_.accelerator) & drivers(group.ami)


def offered_resources(node: Node) -> frozenset[str]:
    """The resources of accelerators that nodes have, by their mapping in platform.yaml."""
    return frozenset(RESOURCES[maker] for maker in offered(node)) if isinstance(node, NodeGroup) else frozenset()
