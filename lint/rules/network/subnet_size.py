from collections.abc import Iterator

from generator.platform.network.addresses import SMALLEST, network
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule

LARGEST = 16
"""The shortest prefix of a subnet."""


@rule("NET-005", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html")
def subnet_size(platform: Platform) -> Iterator[Violation]:
    """A subnet is larger or smaller than AWS allows.

    A subnet is a /16 (65,536 addresses) to a /28 (16, of which AWS keeps 5).

    Bad:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/29, b: 10.0.241.0/24, c: 10.0.242.0/24}}}

    Good:

        subnets: {data: {kind: isolated, cidrs: {a: 10.0.240.0/28, b: 10.0.241.0/24, c: 10.0.242.0/24}}}
    """
    for tier in platform.subnets.values():
        for zone, cidr in (tier.cidrs or {}).items():
            given = network(cidr)
            message = f"{cidr} is not between /{LARGEST} and /{SMALLEST}"
            if given.prefixlen > SMALLEST:
                fix = Fix(str(given.supernet(new_prefix=SMALLEST)))
                yield Violation(tier, ("cidrs", zone), message, fix)
            elif given.prefixlen < LARGEST:
                yield Violation(tier, ("cidrs", zone), message)
