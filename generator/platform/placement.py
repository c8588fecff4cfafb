"""Where pods, load balancers, endpoints and the control plane's interfaces are placed."""

from generator.platform.addresses import Subnet
from generator.platform.fleets import Fleet, fleets
from generator.platform.types.platform import Platform


def control_plane_zones(platform: Platform) -> tuple[str, ...]:
    """The zones of the control plane's network interfaces."""
    return platform.cluster.zones or platform.vpc.zones


def has_control_plane(platform: Platform, subnet: Subnet) -> bool:
    """Whether the control plane has a network interface in a subnet."""
    return subnet.tier == platform.cluster.subnets and subnet.zone in control_plane_zones(platform)


def pod_tiers(platform: Platform, fleet: Fleet) -> list[str]:
    """Where pods of a fleet's nodes may lie: with custom networking there alone, else first in the nodes' own tier."""
    if platform.cni.pod_subnets is not None:
        return [platform.cni.pod_subnets]
    return list(dict.fromkeys((fleet.subnets, *platform.cni.extra_pod_subnets)))


def internal_candidates(platform: Platform) -> list[str]:
    """Where internal load balancers may lie: in tiers that say so, else in private ones that pods do not have."""
    said = [name for name, tier in platform.subnets.items() if tier.kind != "public" and tier.load_balancers]
    for_pods = {platform.cni.pod_subnets, *platform.cni.extra_pod_subnets}
    open_ = [
        name
        for name, tier in platform.subnets.items()
        if tier.kind == "private" and name not in for_pods and tier.load_balancers is None
    ]
    return sorted(said or open_)


def public_tiers(platform: Platform) -> list[str]:
    """Tiers that internet-facing load balancers are placed in."""
    return sorted(
        n for n, tier in platform.subnets.items() if tier.kind == "public" and tier.load_balancers is not False
    )


def scheme_tiers(platform: Platform, scheme: str) -> list[str]:
    """Tiers of the load balancers of a scheme."""
    return public_tiers(platform) if scheme == "internet-facing" else internal_candidates(platform)


def nat_tier(platform: Platform) -> str | None:
    """The public tier that NAT gateways lie in: the first by name, one with load balancers before one without."""
    tiers = ((tier.load_balancers is False, name) for name, tier in platform.subnets.items() if tier.kind == "public")
    return min(tiers, default=(False, None))[1]


def nat_zones(platform: Platform) -> list[str]:
    """The zones with a NAT gateway."""
    if platform.vpc.nat == "none":
        return []
    return sorted(platform.vpc.zones) if platform.vpc.nat == "perZone" else [platform.vpc.zones[0]]


def endpoint_tier(platform: Platform) -> str:
    """The tier that interface endpoints lie in: where internal load balancers do, else the first nodes do."""
    return (internal_candidates(platform) or [fleets(platform)[0].subnets])[0]


def gateway_endpoints(platform: Platform) -> list[str]:
    """Gateway endpoints, without the region's prefix."""
    endpoints = platform.vpc.endpoints
    if isinstance(endpoints, str):
        return ["s3"] if endpoints == "auto" else []
    return sorted(set(endpoints.gateway))


def interface_endpoints(platform: Platform) -> list[str]:
    """Interface endpoints, without the region's prefix."""
    endpoints = platform.vpc.endpoints
    if isinstance(endpoints, str):
        return sorted(needed_endpoints(platform)) if endpoints == "auto" and platform.vpc.nat == "none" else []
    return sorted(set(endpoints.interface))


def needed_endpoints(platform: Platform) -> dict[str, str]:
    """The interface endpoints that the platform needs where nothing else leads out of the VPC, each with its reason.

    https://docs.aws.amazon.com/eks/latest/userguide/private-clusters.html
    """
    needed = {
        "ec2": "the CNI attaches network interfaces",
        "ecr.api": "images are looked up",
        "ecr.dkr": "images are pulled",
        "eks": "nodes and controllers ask for the cluster",
        "eks-auth": "pods get their role's credentials",
        "logs": "container logs are sent",
        "sts": "roles are assumed",
    }
    if platform.ingress.classes:
        needed["elasticloadbalancing"] = "the load balancer controller works there"
    if any(group.access.ssm for group in platform.nodes.groups.values()):
        reason = "people reach nodes through Systems Manager"
        needed |= {"ssm": reason, "ssmmessages": reason, "ec2messages": reason}
    return needed
