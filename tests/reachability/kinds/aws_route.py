"""A route out of the VPC."""

from tests.reachability.root import Resource, identity, network
from tests.reachability.world import Root, World

STAGE = 0
DESTINATIONS = {"destination_cidr_block", "destination_ipv6_cidr_block"}
WAYS = {"egress_only_gateway_id", "gateway_id", "nat_gateway_id"}
ARGUMENTS = {"route_table_id"} | DESTINATIONS | WAYS


def read(route: Resource, root: Root, world: World) -> None:
    (destination,) = (route.body[key] for key in DESTINATIONS & route.body.keys())
    (way,) = (route.body[key] for key in WAYS & route.body.keys())
    world.tables.setdefault(identity(route.body["route_table_id"]), {})[network(destination)] = identity(way)
