"""A subnet that is there already; without an association of ours its routes are its owner's."""

from tests.reachability.kinds.data_aws_vpc import has_block, proven
from tests.reachability.root import AMAZONS_BLOCK, Resource, network
from tests.reachability.world import Root, Subnet, World

STAGE = 0
ARGUMENTS = {"id"}


def read(subnet: Resource, root: Root, world: World) -> None:
    facts = proven(subnet)
    tags = {
        tag.body["key"]: tag.body["value"]
        for tag in root.of_kind("aws_ec2_tag")
        if subnet.address in tag.body["resource_id"]
    }
    proofs = str(subnet.body["lifecycle"]["postcondition"])
    cidrs = [network(facts["cidr_block"])]
    # Without an address from the start, nothing in the subnet has one of IPv6. Which block it is, its owner knows.
    if has_block(subnet) and "assign_ipv6_address_on_creation" in proofs:
        cidrs.append(list(AMAZONS_BLOCK.subnets(new_prefix=64))[len(world.subnets)])
    world.subnets[subnet.address] = Subnet(
        tuple(cidrs),
        facts["availability_zone"],
        public_addresses="map_public_ip" in proofs,
        for_pods=tags.get("kubernetes.io/role/cni") == "1",
    )
