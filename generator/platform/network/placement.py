"""Where pods, load balancers, NAT gateways and the control plane's interfaces are placed."""

from generator.platform.fleets import Fleet, fleets
from generator.platform.network.addresses import Subnet, local_zone
from generator.platform.nodes.max_pods import fleet_cni
from generator.platform.types.platform import Platform
from generator.platform.types.subnets import SubnetTier


def control_plane_zones(platform: Platform) -> tuple[str, ...]:
    """The zones of the control plane's network interfaces."""
    return platform.cluster.zones or platform.vpc.zones


def has_control_plane(platform: Platform, subnet: Subnet) -> bool:
    """Whether the control plane has a network interface in a subnet."""
    return subnet.tier == platform.cluster.subnets and subnet.zone in control_plane_zones(platform)


def has_nodes(platform: Platform, tier: str) -> bool:
    """Whether nodes lie in a tier."""
    return any(fleet.subnets == tier for fleet in fleets(platform))


def pod_tiers(platform: Platform, fleet: Fleet) -> list[str]:
    """Where pods of a fleet's nodes may lie: with custom networking there alone, else first in the nodes' own tier."""
    cni = fleet_cni(platform, fleet)
    if cni.pod_subnets is not None:
        return [cni.pod_subnets]
    here = local_zone(platform, fleet.subnets)
    extra = (tier for tier in cni.extra_pod_subnets if local_zone(platform, tier) == here)
    return list(dict.fromkeys((fleet.subnets, *extra)))


def internal_candidates(platform: Platform) -> list[str]:
    """Where internal load balancers may lie: in tiers that say so, else in private ones that pods do not have."""
    regional = {name: tier for name, tier in platform.subnets.items() if tier.local_zone is None}
    said = [name for name, tier in regional.items() if tier.kind != "public" and tier.load_balancers]
    for_pods = {platform.cni.pod_subnets, *platform.cni.extra_pod_subnets}
    open_ = [
        name
        for name, tier in regional.items()
        if tier.kind == "private" and name not in for_pods and tier.load_balancers is None
    ]
    return sorted(said or open_)


def public_tiers(platform: Platform) -> list[str]:
    """Tiers that internet-facing load balancers are placed in."""
    return sorted(n for n, tier in _public(platform).items() if tier.load_balancers is not False)


def scheme_tiers(platform: Platform, scheme: str) -> list[str]:
    """Tiers of the load balancers of a scheme."""
    return public_tiers(platform) if scheme == "internet-facing" else internal_candidates(platform)


def nat_tier(platform: Platform) -> str | None:
    """The public tier that NAT gateways lie in: the first by name, one with load balancers before one without."""
    tiers = ((tier.load_balancers is False, name) for name, tier in _public(platform).items())
    return min(tiers, default=(False, None))[1]


def nat_zones(platform: Platform) -> list[str]:
    """The zones with a NAT gateway of ours in a subnet; a regional one lies in none."""
    if platform.vpc.nat in {"none", "regional"} or platform.vpc.id is not None:
        return []
    return sorted(platform.vpc.zones) if platform.vpc.nat == "perZone" else [platform.vpc.zones[0]]


def _public(platform: Platform) -> dict[str, SubnetTier]:
    """The public tiers of the region: load balancers and NAT gateways lie in no Local Zone."""
    return {name: tier for name, tier in platform.subnets.items() if tier.kind == "public" and tier.local_zone is None}
