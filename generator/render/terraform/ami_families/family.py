"""What differs between families of images."""

from collections.abc import Callable
from typing import Any, NamedTuple

from generator.platform.types.node_group import Disk, NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block


class AmiFamily(NamedTuple):
    """A family: how its kinds' names begin, its volumes, where its images are found, and what a node must be told.

    `image` takes a kind and a Kubernetes version, and gives the public parameter of Systems Manager that holds the
    newest image's id. `user_data` is called with the platform, a group's name and the group; of the locals that it
    returns, the last is the text; there are none where there is nothing to say. In managed groups on Amazon's images
    EKS adds what joins the cluster itself, max-pods included. `warmup` are the seconds until a new node takes pods.
    """

    prefix: str
    block_devices: Callable[[Disk], list[dict[str, Any]]]
    image: Callable[[str, str], str]
    user_data: Callable[[Platform, str, NodeGroup], list[Block]]
    warmup: int


def device(name: str, **ebs: Any) -> dict[str, Any]:
    """An encrypted volume; arguments that are None are left out."""
    given = {key: value for key, value in ebs.items() if value is not None}
    return {"device_name": name, "ebs": given | {"encrypted": True, "delete_on_termination": True}}


def data_device(name: str, disk: Disk) -> dict[str, Any]:
    """The volume that the user sizes."""
    return device(
        name,
        volume_type=disk.type,
        volume_size=disk.size,
        iops=disk.iops,
        throughput=disk.throughput,
        kms_key_id=disk.kms_key,
    )
