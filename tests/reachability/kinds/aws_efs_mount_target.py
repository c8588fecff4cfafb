"""A mount target: where the nodes of a zone find a file system."""

from tests.reachability.root import Resource, identities, identity
from tests.reachability.world import Interface, Root, World

STAGE = 1
ARGUMENTS = {"file_system_id", "security_groups", "subnet_id"}


def read(target: Resource, root: Root, world: World) -> None:
    subnet, groups = identity(target.body["subnet_id"]), identities(target.body["security_groups"])
    world.mount_targets.append(Interface(f"{target.address} in {subnet}", subnet, groups, versions=frozenset({4})))
