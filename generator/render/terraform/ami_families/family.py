"""What differs between families of images."""

from collections.abc import Callable
from typing import Any, NamedTuple

from generator.platform.types.node_group import Disk, NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block


class AmiFamily(NamedTuple):
    """A family: how its kinds' names begin, its volumes, and what a node on an image of the user's own must be told.

    `user_data` is called with the platform, a group's name and the group; of the locals that it returns, the last is
    the text. On Amazon's images EKS adds the user data itself, max-pods included.
    """

    prefix: str
    block_devices: Callable[[Disk], list[dict[str, Any]]]
    user_data: Callable[[Platform, str, NodeGroup], list[Block]]


def device(name: str, **ebs: Any) -> dict[str, Any]:
    """An encrypted volume; arguments that are None are left out."""
    given = {key: value for key, value in ebs.items() if value is not None}
    return {"device_name": name, "ebs": given | {"encrypted": True, "delete_on_termination": True}}


def data_device(name: str, disk: Disk) -> dict[str, Any]:
    """The volume that the user sizes."""
    return device(name, volume_type=disk.type, volume_size=disk.size, iops=disk.iops, throughput=disk.throughput)
