"""Managed node groups."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from generator.platform.network.adopted import subnet_id
from generator.platform.nodes.groups import node_labels, repaired, type_in_template
from generator.platform.types.launch import Repair
from generator.platform.types.node_group import NodeGroup, Update
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, depends_on, resource
from generator.render.terraform.cluster import cluster
from generator.render.terraform.network.vpc import subnet
from generator.render.terraform.nodes.launch_templates import launch_template
from generator.render.terraform.nodes.placement import before, group_subnets
from generator.render.terraform.nodes.roles import group_role

CAPACITY_TYPES = {"onDemand": "ON_DEMAND", "spot": "SPOT", "capacityBlock": "CAPACITY_BLOCK"}
EFFECTS = {"NoSchedule": "NO_SCHEDULE", "PreferNoSchedule": "PREFER_NO_SCHEDULE", "NoExecute": "NO_EXECUTE"}


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield a group for every entry of nodes.groups that EKS manages."""
    yield from running(platform)


def running(platform: Platform) -> list[Block]:
    """All managed groups: one is there when its nodes are."""
    return [node_group(platform, name, group) for name, group in sorted(platform.nodes.groups.items()) if group.managed]


def node_group(platform: Platform, name: str, group: NodeGroup) -> Block:
    """A managed node group; its nodes join when roles, routes and the first add-ons are there."""
    template = launch_template(platform, name, group)
    return resource(
        "aws_eks_node_group",
        name,
        cluster_name=cluster(platform).ref("name"),
        node_group_name=node_group_name(platform, name, group),
        node_role_arn=group_role(platform, name, group).ref("arn"),
        version=None if group.image_id else group.version or cluster(platform).ref("version"),
        release_version=group.release_version,
        force_update_version=group.force_update or None,
        **_choices(group),
        instance_types=None if type_in_template(group) else list(group.instance_types),
        subnet_ids=[subnet(platform, item).ref("id") for item in group_subnets(platform, group)],
        scaling_config={
            "min_size": group.scaling.min,
            "max_size": group.scaling.max,
            "desired_size": group.scaling.min,
        },
        launch_template={"id": template.ref("id"), "version": template.ref("latest_version")},
        update_config=_update_config(group.update),
        node_repair_config=_repair(group),
        labels=node_labels(group) or None,
        taint=_taints(group) or None,
        lifecycle={"create_before_destroy": True, "ignore_changes": ["scaling_config[0].desired_size"]},
        depends_on=depends_on(*before(platform, name, group)),
    )


def node_group_name(platform: Platform, name: str, group: NodeGroup) -> str:
    """The group's name and a hash of what EKS cannot change in a group that is there.

    A change of these makes a group of another name, which takes over before the old one goes. A subnet is another one
    when its CIDR or its id is; the launch template stays the same while the group keeps its key.
    """
    lasting = {
        **_choices(group),
        "role": group_role(platform, name, group).body["name"],
        "subnets": [
            (item.name, subnet_id(platform, item) or str(item.cidr)) for item in group_subnets(platform, group)
        ],
        "instance_types": list(group.instance_types),
    }
    return f"{name}-{sha256(json.dumps(lasting, sort_keys=True).encode()).hexdigest()[:8]}"


def _choices(group: NodeGroup) -> dict[str, Any]:
    """The arguments that replace a group when they change."""
    return {
        "ami_type": None if group.image_id else group.ami,
        "capacity_type": CAPACITY_TYPES[group.capacity],
    }


def _repair(group: NodeGroup) -> dict[str, Any]:
    config: dict[str, Any] = {"enabled": repaired(group)}
    if isinstance(group.repair, Repair):
        config |= _limit("max_parallel_nodes_repaired", group.repair.max_parallel)
        config |= _limit("max_unhealthy_node_threshold", group.repair.max_unhealthy)
    return config


def _limit(name: str, limit: int | str | None) -> dict[str, int]:
    if isinstance(limit, str):
        return {f"{name}_percentage": int(limit.removesuffix("%"))}
    return {} if limit is None else {f"{name}_count": limit}


def _update_config(update: Update) -> dict[str, Any]:
    strategy = {"update_strategy": "MINIMAL"} if update.strategy == "minimal" else {}
    if isinstance(update.max_unavailable, int):
        return {"max_unavailable": update.max_unavailable, **strategy}
    return {"max_unavailable_percentage": int(update.max_unavailable.removesuffix("%")), **strategy}


def _taints(group: NodeGroup) -> list[dict[str, str]]:
    return [
        {"key": key, "effect": EFFECTS[taint.effect]} | ({"value": taint.value} if taint.value else {})
        for key, taint in sorted(group.taints.items())
    ]
