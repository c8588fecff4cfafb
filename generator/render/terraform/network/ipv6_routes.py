"""Ways out by IPv6: public subnets through the internet gateway, private ones through one that lets nobody in.

https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
"""

from collections.abc import Iterator

from generator.platform.network.adopted import adopts
from generator.platform.network.ipv6 import EVERYWHERE, is_dual_stack
from generator.platform.network.ipv6_blocks import has_way_out
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, Expression, resource
from generator.render.terraform.network.routes import internet_gateway, route_tables
from generator.render.terraform.network.vpc import vpc


def egress_only_gateways(platform: Platform) -> Iterator[Block]:
    """The egress-only internet gateway, where private subnets may reach the internet at all."""
    if has_way_out(platform):
        yield resource(
            "aws_egress_only_internet_gateway", "this", vpc_id=vpc(platform).ref("id"), tags={"Name": platform.name}
        )


def ipv6_routes(platform: Platform) -> Iterator[Block]:
    """The default routes of IPv6."""
    if not is_dual_stack(platform) or adopts(platform):
        return  # the ways out of an adopted VPC are its owner's
    gateways = list(egress_only_gateways(platform))
    for table in route_tables(platform):
        name = table.labels[-1]
        if name == "public":
            yield _route(table, gateway_id=internet_gateway(platform).ref("id"))
        elif gateways and name.startswith("private-"):
            yield _route(table, egress_only_gateway_id=gateways[0].ref("id"))


def _route(table: Block, **way: Expression) -> Block:
    name = f"{table.labels[-1]}-ipv6"
    return resource("aws_route", name, route_table_id=table.ref("id"), destination_ipv6_cidr_block=EVERYWHERE, **way)
