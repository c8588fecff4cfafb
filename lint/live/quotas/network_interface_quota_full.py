from collections.abc import Iterator

from generator.platform.capacity import demands, load_balancers, node_footprint
from generator.platform.fleets import fleets
from generator.platform.network.addresses import tier_subnets
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.account.network import interfaces, is_own_interface, own_instances
from lint.account.quotas import Place, Quota, over
from lint.reader import Reader
from lint.rule import ERROR, live_rule

QUOTA = Quota("vpc", "L-DF5E4CA3", "network interfaces of the region")
CONTROL_PLANE = 2
"""Interfaces of a cluster. https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html"""


def needed(platform: Platform) -> int:
    """Those of all nodes at full scale, and of what lies in subnets beside them."""
    nodes = sum(fleet.max * node_footprint(platform, fleet).enis for fleet in fleets(platform))
    beside = sum(each.endpoints + each.nat_gateways + each.fargate for each in demands(platform, "full"))
    balancers = sum(number * len(tier_subnets(platform, tier)) for tier, number in load_balancers(platform).items())
    return nodes + beside + balancers + CONTROL_PLANE


def used(platform: Platform, aws: Reader) -> int:
    """Those of the region that are not the cluster's."""
    instances = own_instances(platform, aws)
    return sum(not is_own_interface(platform, each, instances) for each in interfaces(aws))


@live_rule("LIV-024", ERROR, "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html")
def network_interface_quota_full(platform: Platform, aws: Reader) -> Iterator[Violation]:
    """At full scale the cluster needs more network interfaces than the account may have.

    A node has one for every so many pods, as its CNI takes addresses: with secondary addresses a hundred nodes have
    some hundreds. When the quota is reached no node gets another one, and new pods stay without an address.

        needed = nodes at full scale * interfaces of a full node + load balancers * subnets + endpoints + NAT gateways
    """
    yield from over(aws, QUOTA, Place(platform, "nodes"), needed(platform), used(platform, aws))
