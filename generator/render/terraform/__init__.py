"""Root 1, AWS alone: one module for each file of rendered/<environment>/terraform."""

from generator.platform.types.platform import Platform
from generator.render.files import Files
from generator.render.terraform import (
    addons,
    cluster,
    extra,
    iam,
    logging,
    network,
    nodes,
    outputs,
    providers,
    versions,
)
from generator.render.terraform.block import to_json

GROUPS = (versions, providers, network, cluster, nodes, iam, addons, logging, outputs)


def files(platform: Platform) -> Files:
    """The *.tf.json files of the AWS root, by path, and the functions that they name."""
    ours = {
        f"terraform/{group.__name__.rpartition('.')[2]}.tf.json": to_json(group.blocks(platform)) for group in GROUPS
    } | logging.files(platform)
    return ours | extra.files(platform, ours) if platform.extra_files else ours
