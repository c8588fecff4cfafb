"""Ways in and out: the internet gateway, NAT, route tables."""

from collections.abc import Iterator

from generator.platform.addresses import Subnet, subnets
from generator.platform.placement import nat_tier, nat_zones
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, depends_on, resource
from generator.render.terraform.network.vpc import named, subnet, vpc

EVERYWHERE = "0.0.0.0/0"


def internet(platform: Platform) -> Iterator[Block]:
    """The internet gateway, where a tier is public, and the NAT gateways."""
    if any(tier.kind == "public" for tier in platform.subnets.values()):
        yield internet_gateway(platform)
    for zone in nat_zones(platform):
        yield _address(platform, zone)
        yield nat_gateway(platform, zone)


def internet_gateway(platform: Platform) -> Block:
    """The way to the internet."""
    return resource("aws_internet_gateway", "this", vpc_id=vpc(platform).ref("id"), tags={"Name": platform.name})


def _address(platform: Platform, zone: str) -> Block:
    return resource("aws_eip", f"nat-{zone}", domain="vpc", tags=named(platform, f"nat-{zone}"))


def nat_gateway(platform: Platform, zone: str) -> Block:
    """The NAT gateway of a zone."""
    (home,) = (item for item in subnets(platform) if (item.tier, item.zone) == (nat_tier(platform), zone))
    return resource(
        "aws_nat_gateway",
        zone,
        allocation_id=_address(platform, zone).ref("id"),
        subnet_id=subnet(platform, home).ref("id"),
        tags=named(platform, zone),
        depends_on=depends_on(internet_gateway(platform)),
    )


def route_tables(platform: Platform) -> list[Block]:
    """Every route table: public, isolated, and private-ZONE."""
    names = {_route_table_name(platform, item) for item in subnets(platform)}
    return [_route_table(platform, name) for name in sorted(names)]


def _route_table_name(platform: Platform, item: Subnet) -> str:
    kind = platform.subnets[item.tier].kind
    return f"private-{item.zone}" if kind == "private" else kind


def _route_table(platform: Platform, name: str) -> Block:
    return resource("aws_route_table", name, vpc_id=vpc(platform).ref("id"), tags=named(platform, name))


def associations(platform: Platform) -> Iterator[Block]:
    """Which subnet has which route table."""
    for item in subnets(platform):
        table = _route_table(platform, _route_table_name(platform, item))
        yield resource(
            "aws_route_table_association",
            item.name,
            subnet_id=subnet(platform, item).ref("id"),
            route_table_id=table.ref("id"),
        )


def routes(platform: Platform) -> Iterator[Block]:
    """The default routes: public subnets to the internet gateway, private ones to a NAT gateway."""
    kinds = {tier.kind for tier in platform.subnets.values()}
    if "public" in kinds:
        table, gateway = _route_table(platform, "public"), internet_gateway(platform)
        yield resource(
            "aws_route",
            "public",
            route_table_id=table.ref("id"),
            destination_cidr_block=EVERYWHERE,
            gateway_id=gateway.ref("id"),
        )
    if "private" not in kinds or platform.vpc.nat == "none":
        return
    for zone in sorted(platform.vpc.zones):
        gateway = nat_gateway(platform, zone if platform.vpc.nat == "perZone" else platform.vpc.zones[0])
        yield resource(
            "aws_route",
            f"private-{zone}",
            route_table_id=_route_table(platform, f"private-{zone}").ref("id"),
            destination_cidr_block=EVERYWHERE,
            nat_gateway_id=gateway.ref("id"),
        )
