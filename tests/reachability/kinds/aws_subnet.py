"""A subnet."""

from tests.reachability.root import Resource, network
from tests.reachability.world import Root, Subnet, World

STAGE = 0
ARGUMENTS = {
    "assign_ipv6_address_on_creation",
    "availability_zone",
    "cidr_block",
    "ipv6_cidr_block",
    "map_public_ip_on_launch",
    "vpc_id",
}


def read(subnet: Resource, root: Root, world: World) -> None:
    body = subnet.body
    # Without an address from the start, nothing in the subnet has one of IPv6.
    cidrs = [body["cidr_block"], *([body["ipv6_cidr_block"]] if body.get("assign_ipv6_address_on_creation") else [])]
    world.subnets[subnet.address] = Subnet(
        tuple(network(cidr) for cidr in cidrs),
        body["availability_zone"],
        public_addresses=body.get("map_public_ip_on_launch", False),
        for_pods=body["tags"].get("kubernetes.io/role/cni") == "1",
    )
