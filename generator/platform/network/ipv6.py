"""IPv6: where a platform has it."""

from generator.platform.types.platform import Platform

EVERYWHERE = "::/0"


def is_ipv6(platform: Platform) -> bool:
    """Whether pods and services have IPv6 addresses, and only those."""
    return platform.cluster.ip_family == "ipv6"


def is_dual_stack(platform: Platform) -> bool:
    """Whether the VPC and its subnets have IPv6 addresses beside those of IPv4."""
    return platform.vpc.ipv6 or is_ipv6(platform)
