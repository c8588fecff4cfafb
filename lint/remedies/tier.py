"""Another tier of subnets, where only one comes into question."""

from generator.platform.capacity import demands
from generator.platform.fleets import Fleet
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix


def private_instead(platform: Platform, node: Node) -> Fix | None:
    """Moves what has `subnets` to the private tier of the region; None where there are several, or none."""
    tiers = _private(platform)
    return Fix(tiers[0], field="subnets", node=node) if len(tiers) == 1 else None


def private_for(platform: Platform, fleet: Fleet, tier: str) -> Fix | None:
    """The same for a fleet that has a tier itself, and not only its pods."""
    return private_instead(platform, fleet.node) if fleet.subnets == tier else None


def unused_isolated(platform: Platform) -> Fix | None:
    """Moves the control plane to the isolated tier of the region that nothing else lies in; None as above."""
    used = {demand.subnet.tier for demand in demands(platform) if demand.total}
    isolated = (name for name, tier in platform.subnets.items() if tier.kind == "isolated" and tier.local_zone is None)
    tiers = [name for name in isolated if name not in used]
    return Fix(tiers[0], field="subnets", node=platform.cluster) if len(tiers) == 1 else None


def _private(platform: Platform) -> list[str]:
    for_pods = {platform.cni.pod_subnets, *platform.cni.extra_pod_subnets}
    return [
        name
        for name, tier in platform.subnets.items()
        if tier.kind == "private" and tier.local_zone is None and name not in for_pods
    ]
