"""Platform to files: pure, one module for each file or kind of object."""

from generator.platform.types.platform import Platform
from generator.render.files import Files


def render(platform: Platform) -> Files:
    """Every file of rendered/<environment>/ but the lock, by its path from there."""
    from generator.render import bootstrap, flux, kubernetes, readme, terraform

    files: Files = {}
    for part in (terraform, bootstrap, kubernetes, flux, readme):
        files |= part.files(platform)
    return files
