"""A control plane: its interfaces in our subnets, and the security group that EKS makes.

https://docs.aws.amazon.com/eks/latest/userguide/sec-group-reqs.html
"""

from ipaddress import ip_network

from tests.reachability.root import Resource, UnknownError, cluster_group, identities, network
from tests.reachability.world import Cluster, Interface, Pod, Root, Rule, World

STAGE = 0
ARGUMENTS = {
    "access_config",
    "bootstrap_self_managed_addons",
    "compute_config",
    "deletion_protection",
    "control_plane_scaling_config",
    "enabled_cluster_log_types",
    "encryption_config",
    "force_update_version",
    "kube_api_server_config",
    "kube_controller_manager_config",
    "kube_scheduler_config",
    "kubernetes_network_config",
    "remote_network_config",
    "role_arn",
    "storage_config",
    "upgrade_policy",
    "version",
    "vpc_config",
    "zonal_shift_config",
}
OF_VPC_CONFIG = {
    "control_plane_egress_mode",
    "endpoint_private_access",
    "endpoint_public_access",
    "public_access_cidrs",
    "security_group_ids",
    "subnet_ids",
}
VERSIONS = {"ipv4": 4, "ipv6": 6}
EVERYWHERE = [ip_network("0.0.0.0/0"), ip_network("::/0")]


def read(cluster: Resource, root: Root, world: World) -> None:
    config = cluster.body["vpc_config"]
    if unknown := config.keys() - OF_VPC_CONFIG:
        raise UnknownError(f"{', '.join(sorted(unknown))} of {cluster.address}")
    own = cluster_group(cluster.address)
    group = world.groups[own]
    group.known = True
    group.ingress.append(Rule("-1", range(0), own))
    group.egress += [Rule("-1", range(0), everywhere) for everywhere in EVERYWHERE]
    groups = (own, *identities(config.get("security_group_ids", [])))
    subnets = identities(config["subnet_ids"])
    world.clusters.append(
        Cluster(
            tuple(Interface(f"{cluster.address} in {subnet}", subnet, groups) for subnet in subnets),
            VERSIONS[cluster.body["kubernetes_network_config"]["ip_family"]],
            config["endpoint_private_access"],
            tuple(map(network, config.get("public_access_cidrs", []))) if config["endpoint_public_access"] else (),
        )
    )
    if cluster.body.get("compute_config", {}).get("node_pools"):
        _auto_mode(subnets, own, world)


def _auto_mode(subnets: tuple[str, ...], own: str, world: World) -> None:
    """Amazon's own pools: nodes in the control plane's subnets, and their pods, whose packets leave as the node's.

    https://docs.aws.amazon.com/eks/latest/userguide/create-node-class.html
    """
    for subnet in subnets:
        node = Interface(f"node of Auto Mode in {subnet}", subnet, (own,))
        world.nodes.append(node)
        name = f"pod of Auto Mode in {subnet}"
        world.pods.append(Pod(name, Interface(name, subnet, (own,)), node, translated=True))
