"""AWS deletes no subnet in which a network interface is left.

https://docs.aws.amazon.com/vpc/latest/userguide/subnet-deleting.html
"""

from collections.abc import Iterator

from generator.diff.change import Action
from generator.diff.transition import Transition
from generator.platform.types.platform import Platform


def warn(step: Transition) -> Iterator[str]:
    """Say which used subnets go, and how what lies in them moves; with a whole VPC they are beside the point."""
    if "aws_vpc.this" in step.names(Action.REPLACE, Action.DESTROY):
        return
    zones: dict[str, list[str]] = {}
    for name in sorted(step.names(Action.REPLACE, Action.DESTROY)):
        kind, _, tier_and_zone = name.partition(".")
        tier, _, zone = tier_and_zone.rpartition("-")
        if kind == "aws_subnet" and tier in _used(step.base):
            zones.setdefault(tier, []).append(zone)
    if zones:
        listed = ", ".join(f"{tier} in {' '.join(found)}" for tier, found in zones.items())
        yield (
            f"subnets go or are made anew ({listed}): AWS deletes none in which a network interface of a "
            "node, a pod, an endpoint, a load balancer or the control plane is left, and the apply stops half-way; "
            "add a tier under another name, move there what uses this one, and take it out in a later commit"
        )


def _used(platform: Platform) -> set[str]:
    """The tiers that something lies in; of public ones load balancers and NAT gateways do."""
    nodes, cni = platform.nodes, platform.cni
    found = {name for name, tier in platform.subnets.items() if tier.kind == "public" or tier.load_balancers}
    found |= {group.subnets for group in nodes.groups.values()} | set(cni.extra_pod_subnets)
    found |= {pool.subnets for pool in nodes.karpenter.pools.values()} if nodes.karpenter else set()
    found |= {profile.subnets for profile in nodes.fargate.profiles.values()} if nodes.fargate else set()
    return found | {name for name in (platform.cluster.subnets, cni.pod_subnets) if name}
