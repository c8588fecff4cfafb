"""The closed set of values that only AWS knows: the bootstrap root writes them, Flux substitutes them."""

from generator.platform.gitops.bridge import cidr_names, cidr_of, file_system_name, value_names
from generator.platform.network.addresses import Subnet
from generator.platform.types.platform import Platform
from generator.render.yaml_text import Variable

NAMESPACE, CONFIG_MAP = "flux-system", "flux-runtime-info"

VPC_ID = Variable("VPC_ID")
CLUSTER_SECURITY_GROUP_ID = Variable("CLUSTER_SECURITY_GROUP_ID")

OPENSEARCH_HOST = Variable("OPENSEARCH_HOST")
"""The domain that collectors send to themselves."""

CLUSTER_DNS = Variable("CLUSTER_DNS")
"""The address of an IPv6 cluster's DNS, as a CIDR."""


def ipv6_cidr(subnet: Subnet) -> Variable:
    """The IPv6 block of a subnet."""
    return Variable(cidr_of(subnet))


def ipv6_cidrs(platform: Platform) -> dict[Subnet, Variable]:
    """Those of an IPv6 cluster, where network policies name them."""
    return {subnet: Variable(name) for subnet, name in cidr_names(platform).items()}


def file_system_id(name: str) -> Variable:
    """The id of an EFS file system."""
    return Variable(file_system_name(name))


def variables(platform: Platform) -> list[Variable]:
    """Every value that the ConfigMap has."""
    return [Variable(name) for name in value_names(platform)]
