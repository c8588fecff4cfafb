"""The names of the values that only AWS knows, a closed set: keys of the ConfigMap flux-system/flux-runtime-info."""

from generator.platform.logs.log_routes import sends_directly
from generator.platform.network.addresses import Subnet, subnets
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.network.ipv6_blocks import has_ipv6
from generator.platform.services.storage import file_systems
from generator.platform.types.platform import Platform


def value_names(platform: Platform) -> list[str]:
    """Every name."""
    of_ipv6 = ["CLUSTER_DNS"] if is_ipv6(platform) else []
    of_efs = map(file_system_name, file_systems(platform))
    of_search = ["OPENSEARCH_HOST"] if sends_directly(platform) else []
    return ["VPC_ID", "CLUSTER_SECURITY_GROUP_ID", *of_search, *of_ipv6, *cidr_names(platform).values(), *of_efs]


def cidr_names(platform: Platform) -> dict[Subnet, str]:
    """Those of the IPv6 blocks of an IPv6 cluster's subnets, where network policies name them."""
    if not is_ipv6(platform):
        return {}
    return {subnet: cidr_of(subnet) for subnet in subnets(platform) if has_ipv6(platform, subnet)}


def cidr_of(subnet: Subnet) -> str:
    """The name of the IPv6 block of a subnet."""
    return f"IPV6_{subnet.name.replace('-', '_').upper()}"


def file_system_name(name: str) -> str:
    """The name of the id of an EFS file system."""
    return f"FILE_SYSTEM_{name.replace('-', '_').upper()}"
