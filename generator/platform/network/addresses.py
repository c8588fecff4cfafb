"""Addresses: which subnet has which CIDR. No state, and no order of keys, decides it.

A tier without `cidrs` is allotted from fixed slots: private tiers from the first half of the VPC's CIDR, public ones
from the third quarter, isolated ones from the fourth; a tier with `from` has that CIDR to itself. The zone's letter is
the slot.
"""

from functools import lru_cache
from ipaddress import IPv4Address, IPv4Network, IPv6Network, ip_network
from typing import NamedTuple

from generator.platform.types.platform import Platform
from generator.platform.types.subnets import SubnetTier

RESERVED = 5
"""Addresses of every subnet that AWS keeps. https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html"""

SMALLEST = 28
"""The longest prefix of a VPC's CIDR. https://docs.aws.amazon.com/vpc/latest/userguide/vpc-cidr-blocks.html"""


DNS = 10
"""The cluster's DNS has the tenth address of the service CIDR."""


class Subnet(NamedTuple):
    """One subnet: its tier's name, the letter of its zone, its CIDR, how many of its addresses others have.

    A subnet in a Local Zone has the letter of that zone's parent.
    """

    tier: str
    zone: str
    cidr: IPv4Network
    taken: int = 0

    @property
    def name(self) -> str:
        return f"{self.tier}-{self.zone}"

    @property
    def usable(self) -> int:
        return max(self.cidr.num_addresses - RESERVED - self.taken, 0)


def network(cidr: str) -> IPv4Network:
    """A CIDR as a network; bits below its prefix are ignored (a rule speaks of them)."""
    return IPv4Network(cidr, strict=False)


def any_network(cidr: str) -> IPv4Network | IPv6Network:
    """The same for a CIDR of either family."""
    return ip_network(cidr, strict=False)


@lru_cache(maxsize=8)
def vpc_networks(platform: Platform) -> tuple[IPv4Network, ...]:
    """The VPC's CIDRs, the primary first."""
    return tuple(network(cidr) for cidr in (platform.vpc.cidr, *platform.vpc.secondary_cidrs))


def block(platform: Platform, tier: SubnetTier) -> IPv4Network:
    """The part of the address space that a tier without `cidrs` is allotted from."""
    if tier.from_ is not None:
        return network(tier.from_)
    vpc = network(platform.vpc.cidr)
    first_half, second_half = vpc.subnets()
    third_quarter, fourth_quarter = second_half.subnets()
    return {"private": first_half, "public": third_quarter, "isolated": fourth_quarter}[tier.kind]


def slot(platform: Platform, tier: SubnetTier, zone: str) -> IPv4Network | None:
    """The CIDR of a tier in a zone; None where its slot lies beyond the block, or no CIDR is given."""
    if tier.cidrs is not None:
        return network(tier.cidrs[zone]) if zone in tier.cidrs else None
    if tier.from_ is None and network(platform.vpc.cidr).prefixlen > SMALLEST:
        return None  # a rule says that AWS has no such VPC
    space = block(platform, tier)
    index = ord(zone) - ord("a")
    if tier.size < space.prefixlen or index >= 2 ** (tier.size - space.prefixlen):
        return None
    start = int(space.network_address) + index * 2 ** (32 - tier.size)
    return IPv4Network((start, tier.size))


def tier_zones(platform: Platform, name: str) -> tuple[str, ...]:
    """The letters of the zones of a tier's subnets, sorted; of one in a Local Zone its parent's."""
    tier = platform.subnets.get(name)
    if tier is not None and tier.local_zone is not None:
        return (tier.local_zone.parent,)
    return tuple(sorted(platform.vpc.zones))


def local_zone(platform: Platform, name: str) -> str | None:
    """The name of the Local Zone that a tier lies in; None in the region."""
    tier = platform.subnets.get(name)
    return tier.local_zone.name if tier is not None and tier.local_zone is not None else None


def tier_subnets(platform: Platform, name: str) -> list[Subnet]:
    """The subnets of a tier, in the order of the zones' letters; none where no such tier is declared."""
    tier = platform.subnets.get(name)
    if tier is None:
        return []
    found = ((zone, slot(platform, tier, zone)) for zone in tier_zones(platform, name))
    return [Subnet(name, zone, cidr, tier.taken_by_others) for zone, cidr in found if cidr is not None]


@lru_cache(maxsize=8)
def subnets(platform: Platform) -> tuple[Subnet, ...]:
    """Every subnet, by tier and zone."""
    return tuple(subnet for name in sorted(platform.subnets) for subnet in tier_subnets(platform, name))


def service_network(platform: Platform) -> IPv4Network | None:
    """The service CIDR, chosen as EKS does where it is not given; None of IPv6, where EKS alone chooses.

    172.20.0.0/16 where a CIDR of the VPC starts with 10., else 10.100.0.0/16.
    https://docs.aws.amazon.com/eks/latest/APIReference/API_KubernetesNetworkConfigRequest.html
    """
    if platform.cluster.ip_family == "ipv6":
        return None
    if platform.cluster.service_cidr is not None:
        return network(platform.cluster.service_cidr)
    ten = any(str(cidr).startswith("10.") for cidr in vpc_networks(platform))
    return IPv4Network("172.20.0.0/16" if ten else "10.100.0.0/16")


def cluster_dns(platform: Platform) -> IPv4Address | None:
    """The address of DNS: the tenth of the service CIDR; None of IPv6, where EKS alone chooses that.

    https://docs.aws.amazon.com/eks/latest/userguide/managing-coredns.html
    """
    services = service_network(platform)
    return services[DNS] if services else None


def zone_name(platform: Platform, zone: str) -> str:
    """The full name of an availability zone, such as eu-west-1a."""
    return f"{platform.region}{zone}"


def subnet_zone(platform: Platform, subnet: Subnet) -> str:
    """The full name of the zone that a subnet lies in, such as eu-west-1a, or us-east-1-bos-1a of a Local Zone."""
    return local_zone(platform, subnet.tier) or zone_name(platform, subnet.zone)
