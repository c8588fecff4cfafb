"""Managed node groups."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from generator.platform.addresses import Subnet, subnets
from generator.platform.adopted import subnet_id
from generator.platform.fleets import fleet_of
from generator.platform.types.node_group import NodeGroup, Update
from generator.platform.types.platform import Platform
from generator.render.terraform import eks_addons, network
from generator.render.terraform.block import Block, depends_on, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.network.vpc import subnet
from generator.render.terraform.nodes.launch_templates import launch_template
from generator.render.terraform.nodes.roles import group_policies, group_role

EFFECTS = {"NoSchedule": "NO_SCHEDULE", "PreferNoSchedule": "PREFER_NO_SCHEDULE", "NoExecute": "NO_EXECUTE"}


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield a group for every entry of nodes.groups."""
    yield from node_groups(platform)


def node_groups(platform: Platform) -> list[Block]:
    """All node groups."""
    return [node_group(platform, name, group) for name, group in sorted(platform.nodes.groups.items())]


def node_group(platform: Platform, name: str, group: NodeGroup) -> Block:
    """A managed node group; its nodes join when roles, routes and the first add-ons are there."""
    template = launch_template(platform, name, group)
    return resource(
        "aws_eks_node_group",
        name,
        cluster_name=cluster(platform).ref("name"),
        node_group_name=node_group_name(platform, name, group),
        node_role_arn=group_role(platform, name, group).ref("arn"),
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
    when its CIDR or its id is; the launch template stays the same while the group keeps its key.
    """
    lasting = {
        **_choices(group),
        "role": group_role(platform, name, group).body["name"],
        "subnets": [(item.name, subnet_id(platform, item) or str(item.cidr)) for item in _subnets(platform, group)],
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
    zones = fleet_of(platform, group).zones
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
    yield from group_policies(platform, name, group)
    yield from eks_addons.before_nodes(platform)
    yield from network.before_nodes(platform)
