"""An internet gateway, which is attached to the VPC."""

from tests.reachability.root import Resource
from tests.reachability.world import Root, World

STAGE = 0
ARGUMENTS = {"vpc_id"}


def read(gateway: Resource, root: Root, world: World) -> None:
    if "vpc_id" in gateway.body:
        world.gateways.add(gateway.address)
