"""What only AWS knows, as the ConfigMap flux-runtime-info has it: read from root 1's network by name or id."""

from collections.abc import Iterator

from generator.platform.logs.log_routes import sends_directly
from generator.platform.logs.open_search import domain_name, open_search
from generator.platform.network.addresses import DNS, Subnet
from generator.platform.network.adopted import subnet_id
from generator.platform.network.ipv6 import is_ipv6
from generator.platform.network.ipv6_blocks import block_number
from generator.platform.services.storage import file_systems
from generator.platform.types.open_search import Domain
from generator.platform.types.platform import Platform
from generator.render.bootstrap.providers import cluster_data
from generator.render.bridge import (
    CLUSTER_DNS,
    CLUSTER_SECURITY_GROUP_ID,
    OPENSEARCH_HOST,
    VPC_ID,
    file_system_id,
    ipv6_cidrs,
)
from generator.render.terraform.block import Block, Expression, Template, call, data, join
from generator.render.terraform.cluster.services import CHOSEN
from generator.render.terraform.file_systems import creation_token
from generator.render.terraform.network.ipv6 import block_of


def values(platform: Platform) -> dict[str, Expression | Template]:
    """Every value of the bridge, by its key."""
    cluster = cluster_data(platform)
    known: dict[str, Expression | Template] = {
        CLUSTER_SECURITY_GROUP_ID.name: cluster.ref("vpc_config[0].cluster_security_group_id"),
        VPC_ID.name: cluster.ref("vpc_config[0].vpc_id"),
    }
    found = open_search(platform)
    if found is not None and sends_directly(platform):
        known[OPENSEARCH_HOST.name] = _domain(platform, found.domain).ref("endpoint")
    if is_ipv6(platform):
        known[CLUSTER_DNS.name] = join(call("cidrhost", cluster.ref(CHOSEN), DNS), "/128")
    known |= {file_system_id(name).name: _file_system(platform, name).ref("id") for name in file_systems(platform)}
    return known | {name.name: _block(platform, subnet) for subnet, name in ipv6_cidrs(platform).items()}


def read(platform: Platform) -> Iterator[Block]:
    """What must be read beside the cluster: file systems, a domain; of an IPv6 one, which blocks its subnets have."""
    yield from (_file_system(platform, name) for name in file_systems(platform))
    found = open_search(platform)
    if found is not None and sends_directly(platform):
        yield _domain(platform, found.domain)
    numbers = {subnet: block_number(platform, subnet) for subnet in ipv6_cidrs(platform)}
    if any(number is not None for number in numbers.values()):
        yield _vpc(platform)
    yield from (_adopted(platform, subnet) for subnet, number in numbers.items() if number is None)


def _block(platform: Platform, subnet: Subnet) -> Expression:
    number = block_number(platform, subnet)
    return _adopted(platform, subnet).ref("ipv6_cidr_block") if number is None else block_of(_vpc(platform), number)


def _domain(platform: Platform, domain: Domain) -> Block:
    return data("aws_opensearch_domain", "logs", domain_name=domain_name(platform, domain))


def _vpc(platform: Platform) -> Block:
    return data("aws_vpc", "this", id=cluster_data(platform).ref("vpc_config[0].vpc_id"))


def _adopted(platform: Platform, subnet: Subnet) -> Block:
    return data("aws_subnet", subnet.name, id=subnet_id(platform, subnet))


def _file_system(platform: Platform, name: str) -> Block:
    return data("aws_efs_file_system", name, creation_token=creation_token(platform, name))
