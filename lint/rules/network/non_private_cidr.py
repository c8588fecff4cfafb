from collections.abc import Iterator

from generator.platform.network.addresses import network, vpc_networks
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule

PRIVATE = tuple(map(network, ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "198.19.0.0/16")))


@rule("NET-006", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html")
def non_private_cidr(platform: Platform) -> Iterator[Violation]:
    """The VPC has addresses that belong to somebody on the internet.

    From inside the VPC their real owner cannot be reached any more: traffic to them never leaves. Private addresses are
    10.0.0.0/8, 172.16.0.0/12 and 192.168.0.0/16; for pods alone also 100.64.0.0/10 and 198.19.0.0/16.

    Bad:

        vpc: {cidr: 8.8.0.0/16}

    Good:

        vpc: {cidr: 10.0.0.0/16}
    """
    for index, cidr in enumerate(vpc_networks(platform)):
        if not any(cidr.subnet_of(private) for private in PRIVATE):
            field = ("secondary_cidrs", index - 1) if index else "cidr"
            yield Violation(platform.vpc, field, f"{cidr} is not private; choose a part of 10.0.0.0/8")
