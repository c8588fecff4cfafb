"""A further CIDR of a VPC."""

from tests.reachability.root import Resource, network
from tests.reachability.world import Root, World

STAGE = 0
ARGUMENTS = {"cidr_block", "vpc_id"}


def read(association: Resource, root: Root, world: World) -> None:
    world.networks.append(network(association.body["cidr_block"]))
