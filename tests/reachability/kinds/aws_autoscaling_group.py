"""Nodes that no managed group has: one in each of the group's subnets."""

from tests.reachability.kinds.aws_launch_template import security_groups
from tests.reachability.root import Resource, UnknownError, identities, identity
from tests.reachability.world import Interface, Root, World

STAGE = 1
ARGUMENTS = {
    "capacity_rebalance",
    "default_instance_warmup",
    "desired_capacity",
    "instance_refresh",
    "launch_template",
    "max_size",
    "min_size",
    "mixed_instances_policy",
    "suspended_processes",
    "tag",
    "vpc_zone_identifier",
}


def read(group: Resource, root: Root, world: World) -> None:
    groups = security_groups(root.by_address[_template(group)])
    if groups is None:
        raise UnknownError(f"the security groups of {group.address}")
    for subnet in identities(group.body["vpc_zone_identifier"]):
        public = world.subnets[subnet].public_addresses
        world.nodes.append(Interface(f"node of {group.name} in {subnet}", subnet, groups, public))


def _template(group: Resource) -> str:
    if "launch_template" in group.body:
        return identity(group.body["launch_template"]["id"])
    template = group.body["mixed_instances_policy"]["launch_template"]["launch_template_specification"]
    return identity(template["launch_template_id"])
