from collections.abc import Iterator

from generator.platform.capacity import Demand, tightest
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.room import larger_subnets
from lint.rule import ERROR, rule


@rule(
    "CNI-001", ERROR, "https://docs.aws.amazon.com/eks/latest/best-practices/ip-opt.html", also=("groundplan:CNI-002",)
)
def subnet_ip_exhaustion(platform: Platform) -> Iterator[Violation]:
    """A subnet has fewer addresses than its nodes and pods need at full scale.

    It happens on the busiest day: nodes join, but their pods stay in ContainerCreating, "failed to assign an IP
    address". Subnets cannot grow.

        need = nodes in the zone * addresses of a full node + load balancers + endpoints + control plane
        have = 2^(32 - prefix) - 5

    The nodes in a zone are ceil(max / zones), and 2 more while a group is updated. With secondaryIp a full node takes
    whole network interfaces, each with all its addresses; with prefixDelegation blocks of 16, and one more kept warm.

    Bad:

        subnets: {private: {size: 26}}

    Good:

        subnets: {private: {size: 23}}
    """
    for demand in tightest(platform):
        if demand.free < 0 and (demand.nodes + demand.pods or not demand.load_balancers):
            yield Violation(
                platform, ("subnets", demand.subnet.tier), _message(demand), larger_subnets(platform, demand)
            )


def _message(demand: Demand) -> str:
    parts = {
        "nodes": demand.nodes,
        "pods": demand.pods,
        "load balancers": demand.load_balancers,
        "endpoints": demand.endpoints,
        "the control plane": demand.control_plane,
        "NAT": demand.nat_gateways,
    }
    what = ", ".join(f"{count} for {name}" for name, count in parts.items() if count)
    have = f"{demand.subnet.name} ({demand.subnet.cidr}) has {demand.subnet.usable} addresses"
    return f"{have}, and full scale needs {demand.total} ({what}); make its subnets larger or scaling.max smaller"
