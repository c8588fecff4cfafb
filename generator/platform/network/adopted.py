"""What of the network is somebody else's, and only used here.

With `vpc.id` nothing of the VPC is made or changed but what platform.yaml asks for: subnets of tiers without `ids`,
endpoints, flow logs, tags.
"""

from generator.platform.network.addresses import Subnet, subnets
from generator.platform.network.placement import scheme_tiers
from generator.platform.types.platform import Platform


def adopts(platform: Platform) -> bool:
    """Whether the VPC is there already."""
    return platform.vpc.id is not None


def is_shared(platform: Platform) -> bool:
    """Whether another account owns the VPC, and shares its subnets with ours.

    https://docs.aws.amazon.com/vpc/latest/userguide/vpc-sharing.html
    """
    return adopts(platform) and platform.vpc.owner not in {None, platform.account}


def subnet_id(platform: Platform, subnet: Subnet) -> str | None:
    """The id of an adopted subnet; None for one of ours."""
    return (platform.subnets[subnet.tier].ids or {}).get(subnet.zone)


def own_subnets(platform: Platform) -> list[Subnet]:
    """The subnets that we make, by tier and zone."""
    return [subnet for subnet in subnets(platform) if subnet_id(platform, subnet) is None]


def shared_nat(platform: Platform) -> str | None:
    """The NAT that private subnets of all zones are routed to and that lies in none of ours; None without one."""
    if platform.vpc.nat == "none":
        return None
    if adopts(platform):
        return "owner's NAT"
    return "regional NAT" if platform.vpc.nat == "regional" else None


def flow_log_destination(platform: Platform) -> str:
    """Where flow logs go: cloudWatch, s3 or none. Those of an adopted VPC are its owner's, unless we are asked."""
    return platform.vpc.flow_logs.destination or ("none" if adopts(platform) else "cloudWatch")


def load_balancer_subnets(platform: Platform, scheme: str) -> list[str]:
    """The ids of adopted subnets that load balancers of a scheme are placed in; empty where tags say it.

    The controller sees no tags of an adopted subnet unless we set them.
    """
    if platform.vpc.tag_subnets:
        return []
    tiers = scheme_tiers(platform, scheme)
    ids = (subnet_id(platform, subnet) for subnet in subnets(platform) if subnet.tier in tiers)
    return [found for found in ids if found]
