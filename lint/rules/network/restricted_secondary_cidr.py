from collections.abc import Iterator
from ipaddress import IPv4Network

from generator.platform.network.addresses import network
from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

TEN, TWELVE, SIXTEEN, BENCHMARK = map(network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "198.19.0.0/16"))
FAMILIES = (TEN, TWELVE, SIXTEEN, BENCHMARK)
WITHIN = {TWELVE: network("172.31.0.0/16")}
NEVER = tuple(map(network, ("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3")))
FIRST_TENS, FIRST_TEN = network("10.0.0.0/15"), network("10.0.0.0/16")


@rule("NET-049", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html")
def restricted_secondary_cidr(platform: Platform) -> Iterator[Violation]:
    """AWS does not let this VPC have that secondary CIDR.

    What may be added depends on where the primary CIDR lies. Of 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 and
    198.19.0.0/16 only the primary's own may be added to (to 198.19.0.0/16 nothing of it), so 198.19.0.0/16, which is
    often advised for pods, fits no private VPC. Beside a primary in 10.0.0.0/15 nothing of 10.0.0.0/16, and beside one
    in 172.16.0.0/12 nothing of 172.31.0.0/16. 100.64.0.0/10 may be added to all.

    Bad:

        vpc: {secondaryCidrs: [198.19.0.0/16]}

    Good:

        vpc: {secondaryCidrs: [100.64.0.0/16]}
    """
    if adopts(platform):
        return  # it has them
    primary = network(platform.vpc.cidr)
    for index, cidr in enumerate(platform.vpc.secondary_cidrs):
        taken = next((space for space in _restricted(primary) if space.overlaps(network(cidr))), None)
        if taken is not None:
            message = f"AWS does not add {cidr}, of {taken}, to a VPC at {primary}; use a part of 100.64.0.0/10"
            yield Violation(platform.vpc, ("secondary_cidrs", index), message)


def _restricted(primary: IPv4Network) -> Iterator[IPv4Network]:
    """What may not be added, the narrower reason first."""
    yield from NEVER
    if primary.subnet_of(FIRST_TENS):
        yield FIRST_TEN
    for family in FAMILIES:
        if not primary.subnet_of(family) or family == BENCHMARK:
            yield family
        elif family in WITHIN:
            yield WITHIN[family]
