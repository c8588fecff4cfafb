from collections.abc import Iterator

from generator.platform.capacity import tightest
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.room import larger_subnets
from lint.rule import WARNING, rule


@rule("NET-045", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html")
def subnet_headroom(platform: Platform) -> Iterator[Violation]:
    """A subnet is nearly full when all node groups are at their largest.

    Subnets cannot grow. Above 80 % of its usable addresses there is no room for a larger node group, another load
    balancer or a busier day; the next step is a new CIDR and nodes that move.

        need = nodes in the zone * addresses of a full node + load balancers + endpoints + control plane
        have = 2^(32 - prefix) - 5

    Bad:

        subnets: {private: {size: 24}}

    Good:

        subnets: {private: {size: 23}}
    """
    full = 100 - platform.lint.parameters.subnet_headroom
    for demand in tightest(platform):
        used = demand.total * 100 // demand.subnet.usable if demand.subnet.usable else 0
        if demand.nodes + demand.pods and demand.free >= 0 and used >= full:
            what = f"{demand.subnet.name} ({demand.subnet.cidr}) is {used} % full at full scale"
            message = f"{what}: {demand.total} of {demand.subnet.usable} addresses; make its subnets larger"
            yield Violation(platform, ("subnets", demand.subnet.tier), message, larger_subnets(platform, demand))
