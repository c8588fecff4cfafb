"""A subnet that is there already; without an association of ours its routes are its owner's."""

from tests.reachability.kinds.data_aws_vpc import proven
from tests.reachability.root import Resource, network
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
    world.subnets[subnet.address] = Subnet(
        (network(facts["cidr_block"]),),
        facts["availability_zone"],
        public_addresses=any("map_public_ip" in str(proof) for proof in subnet.body["lifecycle"]["postcondition"]),
        for_pods=tags.get("kubernetes.io/role/cni") == "1",
    )
