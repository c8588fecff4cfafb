"""Launch templates: volumes, instance metadata, security groups and, for own images, user data."""

from collections.abc import Iterator

from generator.platform.types.node_group import NodeGroup
from generator.platform.types.platform import Platform
from generator.render.terraform.ami_families import family
from generator.render.terraform.block import Block, call, resource
from generator.render.terraform.cluster import security_group


def blocks(platform: Platform) -> Iterator[Block]:
    """Yield a template for every group, with the locals of its user data."""
    for name, group in sorted(platform.nodes.groups.items()):
        yield from _user_data(platform, name, group)
        yield launch_template(platform, name, group)


def _user_data(platform: Platform, name: str, group: NodeGroup) -> list[Block]:
    return family(group.ami).user_data(platform, name, group) if group.image_id else []


def launch_template(platform: Platform, name: str, group: NodeGroup) -> Block:
    """The launch template of a group."""
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
