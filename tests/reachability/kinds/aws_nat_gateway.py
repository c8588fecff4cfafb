"""A NAT gateway, of a subnet or, by `availability_mode`, of the whole VPC.

https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
"""

from tests.reachability.root import Resource, identity
from tests.reachability.world import Root, World

STAGE = 0
ARGUMENTS = {"allocation_id", "availability_mode", "subnet_id", "vpc_id"}


def read(gateway: Resource, root: Root, world: World) -> None:
    regional = gateway.body.get("availability_mode") == "regional"
    world.nat_subnets[gateway.address] = None if regional else identity(gateway.body["subnet_id"])
