"""What AWS does not have in a Local Zone.

https://docs.aws.amazon.com/eks/latest/userguide/local-zones.html
"""

from collections.abc import Iterator

from generator.platform.fleets import fleets
from generator.platform.network.addresses import local_zone
from generator.platform.types.platform import Platform
from generator.platform.types.subnets import LocalZone
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield Local Zones of other regions and parents, and all that is placed in one and cannot be there."""
    for name, tier in sorted(platform.subnets.items()):
        if tier.local_zone is not None:
            yield from _zone(platform, tier.local_zone)
            if tier.load_balancers:
                message = f"a load balancer of the region takes no subnet in {tier.local_zone.name}; remove this"
                yield Violation(tier, "load_balancers", message)
            if name == platform.cluster.subnets:
                yield Violation(platform.cluster, "subnets", f"{_cannot('the control plane', name)}; use another tier")
    yield from _pods(platform)


def _zone(platform: Platform, zone: LocalZone) -> Iterator[Violation]:
    if not zone.name.startswith(f"{platform.region}-"):
        yield Violation(zone, "name", f"{zone.name} is no Local Zone of {platform.region}; name one of that region")
    if zone.parent not in platform.vpc.zones:
        known = ", ".join(platform.vpc.zones)
        yield Violation(zone, "parent", f"zone {zone.parent} is not one of vpc.zones ({known})")


def _pods(platform: Platform) -> Iterator[Violation]:
    """Custom networking has one ENIConfig for a zone, and pods of a node lie in its own zone."""
    pods = platform.cni.pod_subnets
    if pods is None:
        return
    if local_zone(platform, pods) is not None:
        yield Violation(platform.cni, "pod_subnets", f"{_cannot('pods of nodes elsewhere', pods)}; use another tier")
    for fleet in fleets(platform):
        if local_zone(platform, fleet.subnets) is not None:
            message = f"with podSubnets, pods of nodes in {fleet.subnets} would need a tier in its Local Zone"
            yield Violation(fleet.node, "subnets", f"{message}; remove podSubnets, or use a tier in the region")


def _cannot(who: str, tier: str) -> str:
    return f"{who} cannot lie in {tier}, which is in a Local Zone"
