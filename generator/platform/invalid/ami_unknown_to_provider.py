"""An image that Terraform's provider may refuse."""

from collections.abc import Iterator

from generator.platform.constraint import whole_range_has
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

SINCE = (6, 35)
"""A provider release that is younger than the API's NVIDIA FIPS kinds (January 2026): the provider checks the name."""


def check(platform: Platform) -> Iterator[Violation]:
    """Yield kinds of images that not every provider version in the range has."""
    known = whole_range_has(platform.terraform.provider_version, SINCE)
    for group in platform.nodes.groups.values():
        if group.ami.endswith("_NVIDIA_FIPS") and group.image_id is None and not known:
            wanted = ".".join(map(str, SINCE))
            yield Violation(
                group, "ami", f'{group.ami} needs terraform.providerVersion ">= {wanted}"; raise it, or choose another'
            )
