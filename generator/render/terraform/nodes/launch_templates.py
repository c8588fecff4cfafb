"""Launch templates: volumes, instance metadata, security groups, how the instances are bought, and user data."""

from collections.abc import Iterator
from typing import Any

from generator.platform.nodes.groups import told_all, type_in_template, version
from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform.ami_families import family
from generator.render.terraform.block import Block, Expression, call, resource
from generator.render.terraform.cluster import security_group
from generator.render.terraform.nodes.roles import instance_profile
from generator.render.terraform.nodes.ssh import ssh_group

PREFERENCES = {"open": "open", "none": "none", "reservationsOnly": "capacity-reservations-only"}


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield a template for every group, with the locals of its user data."""
    for name, group in sorted(platform.nodes.groups.items()):
        yield from _user_data(platform, name, group)
        yield launch_template(platform, name, group)


def _user_data(platform: Platform, name: str, group: NodeGroup) -> list[Block]:
    return family(group.ami).user_data(platform, name, group)


def launch_template(platform: Platform, name: str, group: NodeGroup) -> Block:
    """The launch template of a group."""
    tags = {"Name": f"{platform.name}-{name}", **platform.tags, **group.tags}
    user_data = _user_data(platform, name, group)
    return resource(
        "aws_launch_template",
        name,
        name=f"{platform.name}-{name}",
        update_default_version=True,
        image_id=_image(platform, group),
        instance_type=group.instance_types[0] if type_in_template(group) else None,
        iam_instance_profile=None if group.managed else {"name": instance_profile(platform, name, group).ref("name")},
        key_name=group.access.ssh.key_pair if group.access.ssh else None,
        user_data=call("base64encode", user_data[-1].value()) if user_data else None,
        vpc_security_group_ids=_security_groups(platform, name, group),
        block_device_mappings=family(group.ami).block_devices(group.disk),
        **_bought(group),
        monitoring={"enabled": True} if group.monitoring else None,
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


def _image(platform: Platform, group: NodeGroup) -> str | None:
    """The user's own, or the newest of Amazon's when an instance starts; EKS chooses that of managed groups."""
    if group.image_id or not told_all(group):
        return group.image_id
    return f"resolve:ssm:{family(group.ami).image(group.ami, version(platform, group))}"


def _security_groups(platform: Platform, name: str, group: NodeGroup) -> list[str | Expression] | None:
    """EKS adds the cluster's security group only where the template names none."""
    more: list[str | Expression] = sorted(set(group.security_groups))
    if group.access.ssh:
        more.append(ssh_group(platform, name).ref("id"))
    return [security_group(platform), *more] if more or not group.managed else None


def _bought(group: NodeGroup) -> dict[str, Any]:
    """Reserved capacity and hardware."""
    wanted, place = group.reservation, group.placement
    arguments: dict[str, Any] = {}
    if group.capacity == "capacityBlock":
        arguments["instance_market_options"] = {"market_type": "capacity-block"}
    if wanted and wanted.id:
        target = {"capacity_reservation_id": wanted.id}
    elif wanted and wanted.resource_group:
        target = {"capacity_reservation_resource_group_arn": wanted.resource_group}
    else:
        target = {}
    if target:
        arguments["capacity_reservation_specification"] = {"capacity_reservation_target": target}
    elif wanted and wanted.preference:
        preference = {"capacity_reservation_preference": PREFERENCES[wanted.preference]}
        arguments["capacity_reservation_specification"] = preference
    where = ({"group_name": place.group} if place.group else {}) | (
        {"tenancy": place.tenancy} if place.tenancy != "default" else {}
    )
    return arguments | ({"placement": where} if where else {})
