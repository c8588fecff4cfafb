"""The control plane: its version, addresses, neighbours and what cannot be changed in it."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.declared import label
from generator.live.comparison.difference import Drift, differ, differ_in_tags
from generator.live.comparison.network import CLUSTER_GROUP, group_label
from generator.live.comparison.world import World
from generator.platform.network.addresses import service_network

Thing = dict[str, Any]


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `cluster`."""
    found = world.cluster
    if found is None:
        yield Drift(("cluster",), world.platform.name, None)
        return
    spec, (body,) = world.platform.cluster, world.declared.of("aws_eks_cluster").values()
    yield from differ(("cluster", "version"), spec.version, found["version"])
    yield from differ(("cluster",), world.role(body["role_arn"]), found["roleArn"], "the control plane's role")
    support = found.get("upgradePolicy", {}).get("supportType", "").lower()
    yield from differ(("cluster", "supportType"), spec.support_type, support or spec.support_type)
    yield from _options(world, found)
    yield from _network(world, found)
    yield from _where(world, body, found)
    tags = found.get("tags", {})
    yield from differ_in_tags(("cluster", "tags"), world.platform.tags, spec.tags, tags, "the cluster")


def _options(world: World, found: Thing) -> Iterator[Drift]:
    """What is on or off; what the file does not speak of is as EKS has it."""
    spec, (body,) = world.platform.cluster, world.declared.of("aws_eks_cluster").values()
    if "deletion_protection" in body:
        actual = bool(found.get("deletionProtection"))
        yield from differ(("cluster", "deletionProtection"), spec.deletion_protection, actual)
    if spec.zonal_shift is not None:
        actual = bool(found.get("zonalShiftConfig", {}).get("enabled"))
        yield from differ(("cluster", "zonalShift"), spec.zonal_shift, actual)
    tier = found.get("controlPlaneScalingConfig", {}).get("tier", "standard")
    yield from differ(("cluster", "scalingTier"), spec.scaling_tier or "standard", tier)
    mode = found["resourcesVpcConfig"].get("controlPlaneEgressMode", "AWS_MANAGED")
    yield from differ(("cluster", "egressMode"), spec.egress_mode or "AWS_MANAGED", mode)
    mode = found.get("accessConfig", {}).get("authenticationMode")
    yield from differ(("cluster", "access"), "API", mode, "authentication mode")
    auto = world.platform.nodes.auto_mode
    actual = bool(found.get("computeConfig", {}).get("enabled"))
    yield from differ(("nodes", "autoMode", "enabled"), auto is not None and auto.enabled, actual)
    if auto is not None and auto.enabled:
        pools = found.get("computeConfig", {}).get("nodePools", [])
        yield from differ(("nodes", "autoMode", "builtInPools"), set(auto.built_in_pools), set(pools))


def _network(world: World, found: Thing) -> Iterator[Drift]:
    spec, config = world.platform.cluster, found.get("kubernetesNetworkConfig", {})
    yield from differ(("cluster", "ipFamily"), spec.ip_family, config.get("ipFamily", "ipv4"))
    services = service_network(world.platform)
    if services is not None:
        yield from differ(("cluster", "serviceCidr"), str(services), config.get("serviceIpv4Cidr"))
    remote, wanted = found.get("remoteNetworkConfig", {}), spec.remote_networks
    for key, declared, name in (
        ("nodes", wanted.nodes if wanted else (), "remoteNodeNetworks"),
        ("pods", wanted.pods if wanted else (), "remotePodNetworks"),
    ):
        cidrs = {cidr for each in remote.get(name, []) for cidr in each["cidrs"]}
        yield from differ(("cluster", "remoteNetworks", key), set(declared), cidrs)


def _where(world: World, body: Thing, found: Thing) -> Iterator[Drift]:
    """Its subnets and security groups."""
    network, config = world.network, found["resourcesVpcConfig"]
    declared = {label(each) for each in body["vpc_config"]["subnet_ids"]}
    actual = {network.subnet_name(id) for id in config["subnetIds"]}
    yield from differ(("cluster", "subnets"), declared, actual)
    groups = {network.group_name(network.group_id(each) or each) for each in _groups(body)}
    actual = {network.group_name(id) for id in config.get("securityGroupIds", [])} - {CLUSTER_GROUP}
    yield from differ(("cluster", "securityGroups"), groups, actual)


def _groups(body: Thing) -> list[str]:
    return [group_label(each) for each in body["vpc_config"].get("security_group_ids", [])]
