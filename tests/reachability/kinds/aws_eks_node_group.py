"""A managed node group: a node in each of its subnets.

EKS gives the cluster's own security group to a group whose launch template names none.
https://docs.aws.amazon.com/eks/latest/userguide/launch-templates.html
"""

from tests.reachability.kinds.aws_launch_template import security_groups
from tests.reachability.root import Resource, cluster_group, identities, identity
from tests.reachability.world import Interface, Root, World

STAGE = 1
ARGUMENTS = {
    "ami_type",
    "capacity_type",
    "cluster_name",
    "force_update_version",
    "instance_types",
    "labels",
    "launch_template",
    "node_group_name",
    "node_repair_config",
    "node_role_arn",
    "release_version",
    "scaling_config",
    "subnet_ids",
    "taint",
    "update_config",
    "version",
}


def read(group: Resource, root: Root, world: World) -> None:
    template = root.by_address[identity(group.body["launch_template"]["id"])]
    groups = security_groups(template) or (cluster_group(identity(group.body["cluster_name"])),)
    for subnet in identities(group.body["subnet_ids"]):
        public = world.subnets[subnet].public_addresses
        world.nodes.append(Interface(f"node of {group.name} in {subnet}", subnet, groups, public))
