"""The route table of a subnet; one without has the VPC's main table, which leads nowhere."""

from tests.reachability.root import Resource, identity
from tests.reachability.world import Root, World

STAGE = 0
ARGUMENTS = {"route_table_id", "subnet_id"}


def read(association: Resource, root: Root, world: World) -> None:
    world.table_of[identity(association.body["subnet_id"])] = identity(association.body["route_table_id"])
