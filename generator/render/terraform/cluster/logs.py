"""The control plane's logs."""

from collections.abc import Iterator

from generator.platform.logs.log_routes import control_plane_log_group
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block
from generator.render.terraform.kms import alias
from generator.render.terraform.log_groups import key_argument, log_key
from generator.render.terraform.log_groups import log_group as group


def blocks(platform: Platform) -> Iterator[Block]:
    """The log group, and its key where that is ours."""
    if platform.cluster.logs.encryption is True:
        key = _key(platform)
        yield from (key, alias(platform, key))
    yield log_group(platform)


def log_group(platform: Platform) -> Block:
    """Made before the cluster, which else makes one that is kept for ever."""
    logs = platform.cluster.logs
    key = key_argument(logs.encryption, _key(platform))
    return group("cluster", control_plane_log_group(platform), logs.retention_days, key, logs.class_)


def _key(platform: Platform) -> Block:
    what = f"Control plane logs of {platform.name}"
    return log_key(platform, "cluster-logs", what, control_plane_log_group(platform))
