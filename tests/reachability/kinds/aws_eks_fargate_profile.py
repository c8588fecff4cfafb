"""A Fargate profile: pods that are a node of their own, in each of its subnets, with the cluster's security group.

https://docs.aws.amazon.com/eks/latest/userguide/fargate.html
"""

from tests.reachability.root import Resource, cluster_group, identities, identity
from tests.reachability.world import Interface, Pod, Root, World

STAGE = 2
ARGUMENTS = {"cluster_name", "fargate_profile_name", "pod_execution_role_arn", "selector", "subnet_ids", "timeouts"}


def read(profile: Resource, root: Root, world: World) -> None:
    groups = (cluster_group(identity(profile.body["cluster_name"])),)
    (cluster,) = world.clusters
    for subnet in identities(profile.body["subnet_ids"]):
        name = f"Fargate pod of {profile.name} in {subnet}"
        own = Interface(name, subnet, groups, versions=frozenset({cluster.version}))
        world.nodes.append(own)
        world.pods.append(Pod(name, own, own, translated=False))
