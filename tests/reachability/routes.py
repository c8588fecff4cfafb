"""Ways out of the VPC: default routes, and what they lead to. A route to less than everything is none."""

from tests.reachability.groups import EVERYWHERE, lets_out, versions
from tests.reachability.verdict import YES, Verdict, no
from tests.reachability.world import Interface, Port, World


def out(world: World, own: Interface, port: Port, version: int) -> Verdict:
    """Whether an interface reaches the internet by a version of IP."""
    if version not in versions(world, own):
        return no(f"{own.name} has no address of IPv{version}")
    if not lets_out(world, own, port, None, version):
        return no(f"no security group of {own.name} lets {port} out of the VPC")
    return _route(world, own, version)


def _route(world: World, own: Interface, version: int) -> Verdict:
    table = world.table_of.get(own.subnet)
    if (table is None and own.subnet.startswith("data.")) or (table is not None and table not in world.tables):
        return Verdict(yes=None, why=f"the routes of {own.subnet} are their owner's")
    way = _way(world, own.subnet, version)
    if way is None:
        return no(f"no route of IPv{version} leads out of {own.subnet}")
    if way in world.nat_subnets and version == 4:
        return _nat(world, way)
    if way not in world.gateways or (_is_egress_only(way) and version == 4):
        return no(f"{way}, where IPv{version} of {own.subnet} is routed to, is no way out")
    return YES if own.public or version == 6 else no(f"{own.name} has no public address")


def _way(world: World, subnet: str, version: int) -> str | None:
    """Without an association a subnet has the VPC's main table, which leads nowhere."""
    return world.tables.get(world.table_of.get(subnet, ""), {}).get(EVERYWHERE[version])


def _is_egress_only(way: str) -> bool:
    return way.startswith("aws_egress_only_internet_gateway.")


def _nat(world: World, gateway: str) -> Verdict:
    """A NAT gateway is itself behind the internet gateway; a regional one is routed there by AWS."""
    home = world.nat_subnets[gateway]
    ways = world.gateways if home is None else {_way(world, home, 4)} & world.gateways
    return YES if any(not _is_egress_only(str(way)) for way in ways) else no(f"no internet gateway is behind {gateway}")
