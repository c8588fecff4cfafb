"""A delivery stream: where it leads to a domain it calls from within the VPC, and else from nowhere there."""

from tests.reachability.root import Resource, identities
from tests.reachability.world import Interface, Root, World

STAGE = 1
ARGUMENTS = {
    "destination",
    "extended_s3_configuration",
    "opensearch_configuration",
    "server_side_encryption",
}


def read(stream: Resource, root: Root, world: World) -> None:
    network = stream.body.get("opensearch_configuration", {}).get("vpc_config")
    if network is None:
        return
    groups = identities(network["security_group_ids"])
    for subnet in identities(network["subnet_ids"]):
        own = Interface(f"{stream.address} in {subnet}", subnet, groups, versions=frozenset({4}))
        world.functions[own] = frozenset()
