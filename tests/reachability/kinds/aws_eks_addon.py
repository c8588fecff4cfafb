"""Add-ons: the VPC CNI says where pods are, and whose address their packets leave the VPC with.

https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html
https://docs.aws.amazon.com/eks/latest/userguide/external-snat.html
"""

import json
import re
from collections.abc import Iterator
from typing import Any

from tests.reachability.root import Resource, UnknownError, identities, identity
from tests.reachability.world import Interface, Pod, Root, World

STAGE = 2
ARGUMENTS = {
    "addon_name",
    "addon_version",
    "cluster_name",
    "configuration_values",
    "pod_identity_association",
    "resolve_conflicts_on_create",
    "resolve_conflicts_on_update",
}
KNOWN = {
    "AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG",
    "AWS_VPC_K8S_CNI_EXCLUDE_SNAT_CIDRS",
    "AWS_VPC_K8S_CNI_EXTERNALSNAT",
    "ENABLE_POD_ENI",
    "ENABLE_SUBNET_DISCOVERY",
    "ENI_CONFIG_LABEL_DEF",
    "POD_SECURITY_GROUP_ENFORCING_MODE",
}
WITHOUT = {"AWS_VPC_K8S_CNI_RANDOMIZESNAT", "DISABLE_POD_V6", "ENABLE_V4_EGRESS", "ENABLE_V6_EGRESS"}
BEARING = re.compile("SNAT$|SNAT_CIDRS|CUSTOM_NETWORK|ENI_CONFIG|SUBNET|POD_ENI|SECURITY_GROUP|V4|V6|IPv6")
"""Settings that might have a bearing on who reaches whom."""


def read(addon: Resource, root: Root, world: World) -> None:
    if addon.body["addon_name"] != "vpc-cni":
        return
    values = json.loads(addon.body["configuration_values"])
    env: dict[str, str] = values["env"]
    if unknown := {name for name in env if BEARING.search(name)} - KNOWN - WITHOUT:
        raise UnknownError(f"{', '.join(sorted(unknown))} of {addon.address}")
    translated = env.get("AWS_VPC_K8S_CNI_EXTERNALSNAT") != "true"
    (cluster,) = world.clusters
    for node in world.nodes:
        for subnet, groups in _places(node, env, values, world):
            name = f"pod in {subnet} of {node.name}"
            own = Interface(name, subnet, groups, versions=frozenset({cluster.version}))
            world.pods.append(Pod(name, own, node, translated))
            world.pods += _with_groups_of_their_own(world.pods[-1], env, world)


def _with_groups_of_their_own(plain: Pod, env: dict[str, str], world: World) -> Iterator[Pod]:
    """Pods on branch interfaces, which are where others are; where their groups are strict nothing is translated.

    https://docs.aws.amazon.com/eks/latest/userguide/security-groups-for-pods.html
    """
    if env.get("ENABLE_POD_ENI") != "true":
        return
    strict = env["POD_SECURITY_GROUP_ENFORCING_MODE"] == "strict"
    for groups in world.policies:
        name = f"{plain.name} with {', '.join(groups)}"
        yield Pod(name, plain.own._replace(name=name, groups=groups), plain.node, plain.translated and not strict)


def _places(
    node: Interface, env: dict[str, str], values: dict[str, Any], world: World
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The subnets that the pods of a node may be in, each with their security groups there."""
    zone = world.subnets[node.subnet].zone
    if env.get("AWS_VPC_K8S_CNI_CUSTOM_NETWORK_CFG") == "true":
        config = values["eniConfig"]["subnets"].get(zone)
        if env["ENI_CONFIG_LABEL_DEF"] != "topology.kubernetes.io/zone" or config is None:
            raise UnknownError(f"the ENIConfig of {node.name}")
        yield identity(config["id"]), identities(config["securityGroups"])
        return
    tagged = (name for name, subnet in world.subnets.items() if subnet.for_pods and subnet.zone == zone)
    yield from ((subnet, node.groups) for subnet in dict.fromkeys([node.subnet, *tagged]))
