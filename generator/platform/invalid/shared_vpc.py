"""What AWS lets only the owner of a VPC do."""

from collections.abc import Iterator

from generator.platform.network.adopted import is_shared, own_subnets
from generator.platform.network.endpoints import gateway_endpoints, interface_endpoints
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield subnets, endpoints, flow logs and tags of ours in a VPC that another account shares with us.

    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html
    """
    if not is_shared(platform):
        return
    vpc, owner = platform.vpc, f"account {platform.vpc.owner}, which owns the VPC"
    for name in sorted({subnet.tier for subnet in own_subnets(platform)}):
        message = f"only {owner}, can make subnets in it; adopt shared ones with `ids`"
        yield Violation(platform, ("subnets", name), message)
    if interface_endpoints(platform) or gateway_endpoints(platform):
        message = f"only {owner}, can make endpoints in it; name those that it has in `endpoints.existing`"
        yield Violation(vpc, "endpoints", message)
    if vpc.flow_logs.destination not in {None, "none"}:
        yield Violation(vpc.flow_logs, "destination", f"only {owner}, can write its flow logs; use none")
    if vpc.tag_subnets:
        yield Violation(vpc, "tag_subnets", f"only {owner}, can tag its subnets; remove this")
