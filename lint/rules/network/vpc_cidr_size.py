from collections.abc import Iterator

from generator.platform.network.addresses import vpc_networks
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule("NET-001", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html")
def vpc_cidr_size(platform: Platform) -> Iterator[Violation]:
    """A CIDR of the VPC is larger or smaller than AWS allows.

    A VPC takes CIDRs of /16 (65,536 addresses) to /28 (16). 10.0.0.0/8 is a range to choose from, not a CIDR to have.
    The primary CIDR can never be changed, so its size is decided once.

    Bad:

        vpc: {cidr: 10.0.0.0/8}

    Good:

        vpc: {cidr: 10.0.0.0/16}
    """
    for index, cidr in enumerate(vpc_networks(platform)):
        if not 16 <= cidr.prefixlen <= 28:
            field = ("secondary_cidrs", index - 1) if index else "cidr"
            yield Violation(platform.vpc, field, f"{cidr} is not between /16 and /28; choose a part of it")
