"""Managed node groups."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from generator.platform.addresses import Subnet, subnets
from generator.platform.node_zones import zones_of
from generator.platform.types.nodes import NodeGroup, Update
from generator.platform.types.platform import Platform
from generator.render.arn import managed_policy
from generator.render.terraform import eks_addons, network
from generator.render.terraform.ami_families import family
from generator.render.terraform.block import Block, call, depends_on, resource
from generator.render.terraform.cluster import cluster, security_group
from generator.render.terraform.network.vpc import subnet
from generator.render.terraform.policy import attachments, role, service_trust

EFFECTS = {"NoSchedule": "NO_SCHEDULE", "PreferNoSchedule": "PREFER_NO_SCHEDULE", "NoExecute": "NO_EXECUTE"}
POLICIES = {"worker": "AmazonEKSWorkerNodePolicy", "images": "AmazonEC2ContainerRegistryPullOnly"}


def blocks(platform: Platform) -> Iterator[Block]:
    """The node roles, and a launch template and a group for every entry of nodes.groups."""
    yield node_role(platform)
    yield from _policies(platform)
    for name, group in sorted(platform.nodes.groups.items()):
        if group.access.ssm:
            yield _group_role(platform, name, group)
            yield from _group_policies(platform, name, group)
        yield from _user_data(platform, name, group)
        yield _launch_template(platform, name, group)
        yield node_group(platform, name, group)


def node_role(platform: Platform) -> Block:
    """The role of nodes: nothing that pods could want. Pods have roles of their own."""
    return role(platform, "node", service_trust("ec2.amazonaws.com"), "EKS nodes")


def _policies(platform: Platform) -> Iterator[Block]:
    yield from attachments(node_role(platform), {key: managed_policy(platform, name) for key, name in POLICIES.items()})


def _group_role(platform: Platform, name: str, group: NodeGroup) -> Block:
    """The shared role, or the group's own where its nodes may do more; EKS makes the access entry of either."""
    if not group.access.ssm:
        return node_role(platform)
    return role(platform, f"node-{name}", service_trust("ec2.amazonaws.com"), f"EKS nodes of {name}")


def _group_policies(platform: Platform, name: str, group: NodeGroup) -> Iterator[Block]:
    """What the group's nodes may do.

    https://docs.aws.amazon.com/systems-manager/latest/userguide/setup-instance-permissions.html
    """
    if not group.access.ssm:
        yield from _policies(platform)
        return
    policies = POLICIES | {"ssm": "AmazonSSMManagedInstanceCore"}
    owner = _group_role(platform, name, group)
    yield from attachments(owner, {key: managed_policy(platform, policy) for key, policy in policies.items()})


def node_groups(platform: Platform) -> list[Block]:
    """All node groups."""
    return [node_group(platform, name, group) for name, group in sorted(platform.nodes.groups.items())]


def node_group(platform: Platform, name: str, group: NodeGroup) -> Block:
    """A managed node group; its nodes join when roles, routes and the first add-ons are there."""
    template = _launch_template(platform, name, group)
    return resource(
        "aws_eks_node_group",
        name,
        cluster_name=cluster(platform).ref("name"),
        node_group_name=node_group_name(platform, name, group),
        node_role_arn=_group_role(platform, name, group).ref("arn"),
        version=None if group.image_id else cluster(platform).ref("version"),
        **_choices(group),
        subnet_ids=[subnet(platform, item).ref("id") for item in _subnets(platform, group)],
        scaling_config={
            "min_size": group.scaling.min,
            "max_size": group.scaling.max,
            "desired_size": group.scaling.min,
        },
        launch_template={"id": template.ref("id"), "version": template.ref("latest_version")},
        update_config=_update_config(group.update),
        node_repair_config={"enabled": group.repair},
        labels=dict(group.labels) or None,
        taint=_taints(group) or None,
        lifecycle={"create_before_destroy": True, "ignore_changes": ["scaling_config[0].desired_size"]},
        depends_on=depends_on(*_before(platform, name, group)),
    )


def node_group_name(platform: Platform, name: str, group: NodeGroup) -> str:
    """The group's name and a hash of what EKS cannot change in a group that is there.

    A change of these makes a group of another name, which takes over before the old one goes. A subnet is another one
    when its CIDR is; the launch template stays the same while the group keeps its key.
    """
    lasting = {
        **_choices(group),
        "role": _group_role(platform, name, group).body["name"],
        "subnets": [(item.name, str(item.cidr)) for item in _subnets(platform, group)],
    }
    return f"{name}-{sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()[:8]}"


def _choices(group: NodeGroup) -> dict[str, Any]:
    """The arguments that replace a group when they change."""
    return {
        "ami_type": None if group.image_id else group.ami,
        "capacity_type": "SPOT" if group.capacity == "spot" else "ON_DEMAND",
        "instance_types": list(group.instance_types),
    }


def _subnets(platform: Platform, group: NodeGroup) -> list[Subnet]:
    zones = zones_of(platform, group)
    return [item for item in subnets(platform) if item.tier == group.subnets and item.zone in zones]


def _update_config(update: Update) -> dict[str, int]:
    if isinstance(update.max_unavailable, int):
        return {"max_unavailable": update.max_unavailable}
    return {"max_unavailable_percentage": int(update.max_unavailable.removesuffix("%"))}


def _taints(group: NodeGroup) -> list[dict[str, str]]:
    return [
        {"key": key, "effect": EFFECTS[taint.effect]} | ({"value": taint.value} if taint.value else {})
        for key, taint in sorted(group.taints.items())
    ]


def _before(platform: Platform, name: str, group: NodeGroup) -> Iterator[Block]:
    yield from _group_policies(platform, name, group)
    yield from eks_addons.before_nodes(platform)
    yield from network.before_nodes(platform)


def _user_data(platform: Platform, name: str, group: NodeGroup) -> list[Block]:
    return family(group.ami).user_data(platform, name, group) if group.image_id else []


def _launch_template(platform: Platform, name: str, group: NodeGroup) -> Block:
    tags = {"Name": f"{platform.name}-{name}", **platform.tags}
    user_data = _user_data(platform, name, group)
    # EKS adds the cluster's security group only where the template names none.
    groups = [security_group(platform), *sorted(set(group.security_groups))] if group.security_groups else None
    return resource(
        "aws_launch_template",
        name,
        name=f"{platform.name}-{name}",
        update_default_version=True,
        image_id=group.image_id,
        user_data=call("base64encode", user_data[-1].value()) if user_data else None,
        vpc_security_group_ids=groups,
        block_device_mappings=family(group.ami).block_devices(group.disk),
        metadata_options={
            "http_endpoint": "enabled",
            "http_tokens": "required",
            "http_put_response_hop_limit": group.metadata.hop_limit,
            "instance_metadata_tags": "disabled",
        },
        tag_specifications=[
            {"resource_type": kind, "tags": tags} for kind in ("instance", "volume", "network-interface")
        ],
    )
