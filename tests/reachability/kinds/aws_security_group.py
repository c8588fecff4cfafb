"""A security group of ours; Terraform takes the rule that lets everything out from a new one."""

from tests.reachability.root import Resource
from tests.reachability.world import Root, World

STAGE = 0
ARGUMENTS = {"vpc_id"}


def read(group: Resource, root: Root, world: World) -> None:
    world.groups[group.address].known = True
