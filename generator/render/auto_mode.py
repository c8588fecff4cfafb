"""Names by which Auto Mode, in the cluster, finds what Terraform makes for it."""

from generator.platform.types.platform import Platform

POOL_ROLE = "auto-pools"


def pool_role_name(platform: Platform) -> str:
    """The role of the nodes of our own pools."""
    return f"{platform.name}-{POOL_ROLE}"
