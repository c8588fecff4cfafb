"""Root 2, which needs the cluster: one module for each file of rendered/<environment>/bootstrap."""

from generator.platform.types.platform import Platform
from generator.render.bootstrap import flux, providers, versions
from generator.render.files import Files
from generator.render.terraform.block import to_json

GROUPS = (versions, providers, flux)


def files(platform: Platform) -> Files:
    """The *.tf.json files of the bootstrap root, by path."""
    return {
        f"bootstrap/{group.__name__.rpartition('.')[2]}.tf.json": to_json(group.blocks(platform)) for group in GROUPS
    }
