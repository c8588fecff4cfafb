from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule


@rule(
    "NET-010", ERROR, "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html", also=("groundplan:NET-019",)
)
def cluster_in_one_zone(platform: Platform) -> Iterator[Violation]:
    """The platform has a single zone, and EKS asks for two.

    EKS refuses a cluster with subnets in one availability zone, as an Application Load Balancer does; and a zone does
    fail as a whole.

    Bad:

        vpc: {zones: [a]}

    Good:

        vpc: {zones: [a, b]}
    """
    if len(platform.vpc.zones) < 2:
        yield Violation(platform.vpc, "zones", f"zone {platform.vpc.zones[0]} alone; EKS asks for two at least")
