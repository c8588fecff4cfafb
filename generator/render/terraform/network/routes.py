"""Ways in and out: the internet gateway, NAT, route tables."""

from collections.abc import Iterator

from generator.platform.network.addresses import Subnet, subnets
from generator.platform.network.adopted import adopts, own_subnets
from generator.platform.network.placement import nat_tier, nat_zones
from generator.platform.types.platform import Platform
from generator.render.terraform.block import Block, Expression, depends_on, resource
from generator.render.terraform.network.vpc import named, subnet, vpc

EVERYWHERE = "0.0.0.0/0"


def internet(platform: Platform) -> Iterator[Block]:
    """The internet gateway, where a tier is public or NAT regional, and the NAT gateways."""
    regional = platform.vpc.nat == "regional"
    if regional or any(tier.kind == "public" for tier in platform.subnets.values()):
        yield internet_gateway(platform)
    if regional:
        yield _regional_nat_gateway(platform)
    for zone in nat_zones(platform):
        yield _address(platform, zone)
        yield _zonal_nat_gateway(platform, zone)


def internet_gateway(platform: Platform) -> Block:
    """The way to the internet."""
    return resource("aws_internet_gateway", "this", vpc_id=vpc(platform).ref("id"), tags={"Name": platform.name})


def _address(platform: Platform, zone: str) -> Block:
    return resource("aws_eip", f"nat-{zone}", domain="vpc", tags=named(platform, f"nat-{zone}"))


def nat_gateway(platform: Platform, zone: str) -> Block:
    """The NAT gateway that a zone's private subnets are routed to."""
    if platform.vpc.nat == "regional":
        return _regional_nat_gateway(platform)
    return _zonal_nat_gateway(platform, zone if platform.vpc.nat == "perZone" else platform.vpc.zones[0])


def _regional_nat_gateway(platform: Platform) -> Block:
    """One for the VPC, which AWS spreads over the zones in use and gives its addresses.

    https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
    """
    return resource(
        "aws_nat_gateway",
        "regional",
        vpc_id=vpc(platform).ref("id"),
        availability_mode="regional",
        tags=named(platform, "regional"),
        depends_on=depends_on(internet_gateway(platform)),
    )


def _zonal_nat_gateway(platform: Platform, zone: str) -> Block:
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
    """Every route table of ours: public, isolated, and private-ZONE."""
    names = {_route_table_name(platform, item) for item in own_subnets(platform) if not _given(platform, item)}
    return [_route_table(platform, name) for name in sorted(names)]


def _route_table_name(platform: Platform, item: Subnet) -> str:
    kind = platform.subnets[item.tier].kind
    return f"private-{item.zone}" if kind == "private" else kind


def _route_table(platform: Platform, name: str) -> Block:
    return resource("aws_route_table", name, vpc_id=vpc(platform).ref("id"), tags=named(platform, name))


def associations(platform: Platform) -> Iterator[Block]:
    """Which of our subnets has which route table."""
    for item in own_subnets(platform):
        table = _route_table(platform, _route_table_name(platform, item))
        yield resource(
            "aws_route_table_association",
            item.name,
            subnet_id=subnet(platform, item).ref("id"),
            route_table_id=_given(platform, item) or table.ref("id"),
        )


def _given(platform: Platform, item: Subnet) -> str | None:
    """The route table that the owner of an adopted VPC has for a subnet."""
    return (platform.subnets[item.tier].route_tables or {}).get(item.zone)


def tables_for_gateways(platform: Platform) -> list[Expression | str]:
    """The route tables that gateway endpoints are added to: ours, and those of an adopted VPC that are named."""
    named_here = {table for tier in platform.subnets.values() for table in (tier.route_tables or {}).values()}
    return [*(table.ref("id") for table in route_tables(platform)), *sorted(named_here)]


def routes(platform: Platform) -> Iterator[Block]:
    """The default routes: public subnets to the internet gateway, private ones to a NAT gateway."""
    if adopts(platform):
        return  # the ways out are the owner's
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
    if platform.vpc.nat == "none":
        return
    private = {item.zone for item in subnets(platform) if platform.subnets[item.tier].kind == "private"}
    for zone in sorted(private):
        yield resource(
            "aws_route",
            f"private-{zone}",
            route_table_id=_route_table(platform, f"private-{zone}").ref("id"),
            destination_cidr_block=EVERYWHERE,
            nat_gateway_id=nat_gateway(platform, zone).ref("id"),
        )
