"""A VPC."""

from tests.reachability.root import AMAZONS_BLOCK, Resource, network
from tests.reachability.world import Root, World

STAGE = 0
ARGUMENTS = {"assign_generated_ipv6_cidr_block", "cidr_block", "enable_dns_hostnames", "enable_dns_support"}


def read(vpc: Resource, root: Root, world: World) -> None:
    world.networks.append(network(vpc.body["cidr_block"]))
    if vpc.body.get("assign_generated_ipv6_cidr_block"):
        world.networks.append(AMAZONS_BLOCK)
    world.dns = vpc.body["enable_dns_hostnames"] and vpc.body["enable_dns_support"]
