"""A route table; the VPC's own networks are always in it."""

from tests.reachability.root import Resource
from tests.reachability.world import Root, World

STAGE = 0
ARGUMENTS = {"vpc_id"}


def read(table: Resource, root: Root, world: World) -> None:
    world.tables.setdefault(table.address, {})
