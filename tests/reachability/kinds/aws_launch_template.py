"""How nodes are made; the groups that name it say where."""

from tests.reachability.root import Resource, identities
from tests.reachability.world import Root, World

STAGE = 0
ARGUMENTS = {
    "block_device_mappings",
    "capacity_reservation_specification",
    "iam_instance_profile",
    "image_id",
    "instance_market_options",
    "instance_type",
    "key_name",
    "metadata_options",
    "monitoring",
    "placement",
    "tag_specifications",
    "update_default_version",
    "user_data",
    "vpc_security_group_ids",
}


def read(template: Resource, root: Root, world: World) -> None:
    """The groups that name it read it."""


def security_groups(template: Resource) -> tuple[str, ...] | None:
    """Exactly those that the template names; None where it names none."""
    if "vpc_security_group_ids" not in template.body:
        return None
    return identities(template.body["vpc_security_group_ids"])
