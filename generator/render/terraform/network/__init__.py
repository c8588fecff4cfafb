"""The VPC: subnets, routes, NAT, endpoints, flow logs."""

from collections.abc import Iterator

from generator.platform.network.addresses import subnets
from generator.platform.network.adopted import adopts
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block
from generator.render.terraform.network import adopted
from generator.render.terraform.network.endpoints import endpoint_security_group, endpoints
from generator.render.terraform.network.flow_logs import flow_logs
from generator.render.terraform.network.ipv6_routes import egress_only_gateways, ipv6_routes
from generator.render.terraform.network.routes import associations, internet, route_tables, routes
from generator.render.terraform.network.vpc import default_security_group, secondary_cidrs, subnet, vpc


def blocks(platform: Platform) -> Iterator[Block]:
    """Everything of root 1 that has an address."""
    yield vpc(platform)
    for item in subnets(platform):
        yield subnet(platform, item)
    if adopts(platform):
        yield from adopted.tags(platform)
    else:
        yield default_security_group(platform)
        yield from secondary_cidrs(platform)
        yield from internet(platform)
        yield from egress_only_gateways(platform)
    yield from route_tables(platform)
    yield from associations(platform)
    yield from routes(platform)
    yield from ipv6_routes(platform)
    yield from endpoints(platform)
    yield from endpoint_security_group(platform)
    yield from flow_logs(platform)


def before_nodes(platform: Platform) -> Iterator[Block]:
    """What a node needs to reach anything."""
    yield from associations(platform)
    yield from routes(platform)
    yield from ipv6_routes(platform)
    yield from endpoints(platform)
