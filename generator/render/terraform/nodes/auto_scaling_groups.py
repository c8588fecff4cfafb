"""Node groups that EKS does not manage: Auto Scaling groups."""

from collections.abc import Iterator
from math import ceil
from typing import Any

from generator.platform.nodes.groups import mixes
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform.ami_families import family
from generator.render.terraform.block import Block, depends_on, resource
from generator.render.terraform.network.vpc import subnet
from generator.render.terraform.nodes.launch_templates import launch_template
from generator.render.terraform.nodes.placement import before, group_subnets
from generator.render.terraform.nodes.roles import access_entry


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield a group for every entry of nodes.groups that EKS does not manage."""
    yield from running(platform)


def running(platform: Platform) -> list[Block]:
    """All groups: one is there when its instances run, and its nodes join soon after."""
    groups = sorted(platform.nodes.groups.items())
    return [auto_scaling_group(platform, name, group) for name, group in groups if not group.managed]


def auto_scaling_group(platform: Platform, name: str, group: NodeGroup) -> Block:
    """An Auto Scaling group; whatever changes in it, its nodes are replaced one batch after the other.

    Its process that evens out zones is off: it ends nodes that nobody drained.
    """
    warmup = family(group.ami).warmup
    return resource(
        "aws_autoscaling_group",
        name,
        name=f"{platform.name}-{name}",
        min_size=group.scaling.min,
        max_size=group.scaling.max,
        desired_capacity=group.scaling.min,
        vpc_zone_identifier=[subnet(platform, item).ref("id") for item in group_subnets(platform, group)],
        **_launched(platform, name, group),
        capacity_rebalance=True if group.capacity == "spot" else None,
        suspended_processes=["AZRebalance"],
        default_instance_warmup=warmup,
        instance_refresh={
            "strategy": "Rolling",
            "triggers": ["vpc_zone_identifier"],
            "preferences": {"min_healthy_percentage": _staying(group), "instance_warmup": warmup},
        },
        tag=[
            {"key": key, "value": value, "propagate_at_launch": True}
            for key, value in sorted(_tags(platform, name, group).items())
        ],
        lifecycle={"ignore_changes": ["desired_capacity"]},
        depends_on=depends_on(access_entry(platform, name, group), *before(platform, name, group)),
    )


def _launched(platform: Platform, name: str, group: NodeGroup) -> dict[str, Any]:
    """The launch template, and the types and pools that it is used with."""
    template = launch_template(platform, name, group)
    if not mixes(group):
        return {"launch_template": {"id": template.ref("id"), "version": template.ref("latest_version")}}
    specification = {"launch_template_id": template.ref("id"), "version": template.ref("latest_version")}
    policy = {
        "launch_template": {
            "launch_template_specification": specification,
            "override": [{"instance_type": type_} for type_ in group.instance_types],
        },
        "instances_distribution": {
            "on_demand_allocation_strategy": "prioritized",
            "on_demand_base_capacity": 0,
            "on_demand_percentage_above_base_capacity": 0 if group.capacity == "spot" else 100,
            "spot_allocation_strategy": "capacity-optimized",
        },
    }
    return {"mixed_instances_policy": policy}


def _staying(group: NodeGroup) -> int:
    """The percentage of nodes that an update leaves alone."""
    given = group.update.max_unavailable
    if isinstance(given, str):
        return 100 - int(given.removesuffix("%"))
    return max(100 - ceil(100 * given / group.scaling.max), 0)


def _tags(platform: Platform, name: str, group: NodeGroup) -> dict[str, str]:
    """The cluster's, without which nodes do not join, and the user's, which the provider does not add by itself."""
    own = {"Name": f"{platform.name}-{name}", f"kubernetes.io/cluster/{platform.name}": "owned"}
    return {**platform.tags, **group.tags, **own}
