"""A function in the VPC: it calls, and is called by nobody there."""

from tests.reachability.root import Resource, identities
from tests.reachability.world import Interface, Root, World

STAGE = 1
ARGUMENTS = {
    "architectures",
    "environment",
    "filename",
    "function_name",
    "handler",
    "logging_config",
    "memory_size",
    "role",
    "runtime",
    "source_code_hash",
    "timeout",
    "vpc_config",
}


def read(function: Resource, root: Root, world: World) -> None:
    network = function.body["vpc_config"]
    groups = identities(network["security_group_ids"])
    for subnet in identities(network["subnet_ids"]):
        own = Interface(f"{function.address} in {subnet}", subnet, groups, versions=frozenset({4}))
        world.functions[own] = frozenset(function.body["environment"]["variables"])
