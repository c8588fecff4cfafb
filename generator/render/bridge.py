"""The closed set of values that only AWS knows: the bootstrap root writes them, Flux substitutes them."""

from generator.platform.addresses import Subnet, subnets
from generator.platform.ipv6 import is_ipv6
from generator.platform.ipv6_blocks import has_ipv6
from generator.platform.storage import file_systems
from generator.platform.types.platform import Platform
from generator.render.yaml_text import Variable

NAMESPACE, CONFIG_MAP = "flux-system", "flux-runtime-info"

VPC_ID = Variable("VPC_ID")
CLUSTER_SECURITY_GROUP_ID = Variable("CLUSTER_SECURITY_GROUP_ID")

CLUSTER_DNS = Variable("CLUSTER_DNS")
"""The address of an IPv6 cluster's DNS, as a CIDR."""


def ipv6_cidr(subnet: Subnet) -> Variable:
    """The IPv6 block of a subnet."""
    return Variable(f"IPV6_{subnet.name.replace('-', '_').upper()}")


def ipv6_cidrs(platform: Platform) -> dict[Subnet, Variable]:
    """Those of an IPv6 cluster, where network policies name them."""
    if not is_ipv6(platform):
        return {}
    return {subnet: ipv6_cidr(subnet) for subnet in subnets(platform) if has_ipv6(platform, subnet)}


def file_system_id(name: str) -> Variable:
    """The id of an EFS file system."""
    return Variable(f"FILE_SYSTEM_{name.replace('-', '_').upper()}")


def variables(platform: Platform) -> list[Variable]:
    """Every value that the ConfigMap has."""
    of_ipv6 = [CLUSTER_DNS] if is_ipv6(platform) else []
    of_efs = map(file_system_id, file_systems(platform))
    return [VPC_ID, CLUSTER_SECURITY_GROUP_ID, *of_ipv6, *ipv6_cidrs(platform).values(), *of_efs]
