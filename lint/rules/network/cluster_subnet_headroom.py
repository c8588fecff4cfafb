from collections.abc import Iterator

from generator.platform.capacity import CONTROL_PLANE, Demand, tightest
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies.tier import unused_isolated
from lint.rule import WARNING, rule

WANTED = 16


@rule("NET-011", WARNING, "https://docs.aws.amazon.com/eks/latest/best-practices/subnets.html")
def cluster_subnet_headroom(platform: Platform) -> Iterator[Violation]:
    """The control plane shares a subnet that others may fill.

    EKS moves its network interfaces to new addresses when a cluster is updated, and asks for 6 free addresses in
    each of its subnets, better 16. What is left is usable addresses (2^(32 - prefix) - 5) less what nodes, pods,
    load balancers and endpoints take at full scale. A tier that the control plane has to itself may be as small as
    /28.

    Bad:

        subnets: {public: {size: 28}}
        cluster: {subnets: public}
        ingress: null

    Good:

        subnets: {public: {size: 28}}
        cluster: {subnets: control}
        ingress: null
    """
    for demand in tightest(platform):
        others = demand.total - demand.control_plane
        if demand.control_plane and others and CONTROL_PLANE <= demand.subnet.usable - others < WANTED:
            message = _message(demand, demand.subnet.usable - others)
            yield Violation(platform.cluster, "subnets", message, unused_isolated(platform))


def _message(demand: Demand, left: int) -> str:
    what = f"{demand.subnet.name} ({demand.subnet.cidr}) leaves {left} addresses to the control plane at full scale"
    return f"{what}, fewer than {WANTED}; give it a tier of its own, of size 28"
