"""Ways out of our subnets: which kind each is in truth, and by which NAT gateway it leaves."""

from collections.abc import Iterator
from ipaddress import ip_network
from typing import Any

from generator.live.comparison.declared import label
from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.network import name_of
from generator.live.comparison.world import World
from generator.platform.network.addresses import any_network
from generator.platform.network.adopted import adopts, own_subnets

Thing = dict[str, Any]
EVERYWHERE = {"0.0.0.0/0", "::/0"}
GONE = {"deleted", "deleting", "failed"}


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of our VPC's routes and NAT gateways; of an adopted one's, of which subnet has which table."""
    if world.network.vpc is None:
        return
    tables = world.aws.read("ec2", "describe_route_tables", Filters=world.network.inside)["RouteTables"]
    if adopts(world.platform):
        yield from _associations(world, tables)
        return
    gateways = _gateways(world)
    yield from _nat(world, gateways)
    for item in own_subnets(world.platform):
        found = world.network.found.get(item.name)
        table = _table(tables, found["SubnetId"]) if found else None
        kind, about = world.platform.subnets[item.tier].kind, f"subnet {item.name}"
        if table is not None:
            way, gateway = _way(table, gateways)
            declared = "isolated" if world.platform.vpc.nat == "none" and kind == "private" else kind
            yield from differ(("subnets", item.tier, "kind"), declared, way, f"{about}, default route")
            if way == declared == "private":
                yield from differ(("vpc", "nat"), _declared_gateway(world, item.zone), gateway, f"{about}, leaves by")
    for table in tables:
        if name_of(table).startswith(f"{world.platform.name}-"):
            yield from _others(world, table)


def _associations(world: World, tables: list[Thing]) -> Iterator[Drift]:
    """Which route table each of our subnets in an adopted VPC has."""
    ours = world.declared.of("aws_route_table")
    for item in own_subnets(world.platform):
        found = world.network.found.get(item.name)
        table = _table(tables, found["SubnetId"]) if found else None
        if table is not None:
            wanted = label(world.declared.of("aws_route_table_association")[item.name]["route_table_id"])
            named = ours[wanted]["tags"]["Name"] if wanted in ours else wanted
            actual = table["RouteTableId"] if wanted not in ours else name_of(table) or table["RouteTableId"]
            yield from differ(("subnets", item.tier, "routeTables", item.zone), named, actual)


def _gateways(world: World) -> dict[str, Thing]:
    answer = world.aws.read("ec2", "describe_nat_gateways", Filter=world.network.inside)
    return {each["NatGatewayId"]: each for each in answer["NatGateways"] if each["State"] not in GONE}


def _nat(world: World, gateways: dict[str, Thing]) -> Iterator[Drift]:
    """NAT gateways by their names: each costs, declared or not."""
    declared = {body["tags"]["Name"] for body in world.declared.of("aws_nat_gateway").values()}
    actual = {name_of(each) or id for id, each in gateways.items()}
    others = {name for name in actual - declared if not world.declared.mentions(name)}
    yield from differ(("vpc", "nat"), declared, actual & declared | others, "NAT gateways")


def _table(tables: list[Thing], subnet: str) -> Thing | None:
    """The route table of a subnet: its own, else the VPC's main one."""
    main = None
    for table in tables:
        for association in table.get("Associations", []):
            if association.get("SubnetId") == subnet:
                return table
            main = table if association.get("Main") else main
    return main


def _way(table: Thing, gateways: dict[str, Thing]) -> tuple[str, str]:
    """What a subnet with this table is, and the name of the NAT gateway that it leaves by."""
    for route in table.get("Routes", []):
        if route.get("DestinationCidrBlock") != "0.0.0.0/0":
            continue
        if route.get("State") == "blackhole":
            return "routed to what is gone", ""
        if route.get("GatewayId", "").startswith("igw-"):
            return "public", ""
        id = route.get("NatGatewayId")
        if id is None:
            return f"routed to {target(route)}", ""
        return "private", name_of(gateways.get(id, {})) or id
    return "isolated", ""


def _declared_gateway(world: World, zone: str) -> str:
    route = world.declared.of("aws_route")[f"private-{zone}"]
    name: str = world.declared.of("aws_nat_gateway")[label(route["nat_gateway_id"])]["tags"]["Name"]
    return name


def target(route: Thing) -> str:
    """Where a route leads: the first of its targets' ids."""
    keys = (key for key in route if key.endswith("Id") and not key.startswith("Destination"))
    return str(next((route[key] for key in keys if route[key]), "nothing"))


def _others(world: World, table: Thing) -> Iterator[Drift]:
    """Routes to elsewhere: to networks that connectedCidrs does not speak of."""
    known = [any_network(cidr) for cidr in world.platform.vpc.connected_cidrs.values()]
    for route in table.get("Routes", []):
        cidr = route.get("DestinationCidrBlock") or route.get("DestinationIpv6CidrBlock")
        if cidr is None or cidr in EVERYWHERE or route.get("GatewayId") == "local" or world.declared.mentions(cidr):
            continue
        network = ip_network(cidr)
        if not any(network.version == each.version and network.subnet_of(each) for each in known):  # type: ignore[arg-type]
            about = f"route table {name_of(table)}, to {target(route)}"
            yield Drift(("vpc", "connectedCidrs"), None, cidr, about)
