"""A VPC that is there already, of which a root holds true what its postconditions prove."""

import re

from tests.reachability.root import AMAZONS_BLOCK, Resource, network
from tests.reachability.world import Root, World

STAGE = 0
ARGUMENTS = {"id"}
_EVERY = re.compile(r"== toset\((\[.*\])\)")
_SAME = re.compile(r'\$\{self\.(\w+) == "(.*)"\}')


def read(vpc: Resource, root: Root, world: World) -> None:
    world.adopted = True
    conditions = [proof["condition"] for proof in vpc.body["lifecycle"]["postcondition"]]
    (cidrs,) = (found[1] for found in map(_EVERY.search, conditions) if found)
    world.networks += [network(cidr) for cidr in re.findall(r'"([^"]+)"', cidrs)]
    if has_block(vpc):
        world.networks.append(AMAZONS_BLOCK)
    world.dns = "${self.enable_dns_support && self.enable_dns_hostnames}" in conditions


def has_block(data: Resource) -> bool:
    """Whether something adopted is proven to have an IPv6 block."""
    return any("self.ipv6_cidr_block" in str(proof["condition"]) for proof in data.body["lifecycle"]["postcondition"])


def proven(data: Resource) -> dict[str, str]:
    """The attributes of something adopted that are proven to be a text."""
    conditions = [proof["condition"] for proof in data.body["lifecycle"]["postcondition"]]
    return {found[1]: found[2] for found in map(_SAME.fullmatch, conditions) if found}
