"""A NAT gateway that Terraform's provider may not know."""

from collections.abc import Iterator

from generator.platform.cluster.constraint import whole_range_has
from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

SINCE = (6, 24)
"""The provider's release with availability_mode.
https://github.com/hashicorp/terraform-provider-aws/blob/main/CHANGELOG.md"""


def check(platform: Platform) -> Iterator[Violation]:
    """Yield vpc.nat where a regional gateway is to be made and not every provider version in the range can."""
    ours = platform.vpc.nat == "regional" and not adopts(platform)
    if ours and not whole_range_has(platform.terraform.provider_version, SINCE):
        wanted = ".".join(map(str, SINCE))
        message = f'a regional NAT gateway needs terraform.providerVersion ">= {wanted}, < 7.0"; write that, or perZone'
        yield Violation(platform.vpc, "nat", message)
