"""VPC endpoints: which there are, who reaches them and from where."""

from collections.abc import Iterator
from typing import Any

from generator.live.comparison.declared import label
from generator.live.comparison.difference import Drift, differ
from generator.live.comparison.network import name_of
from generator.live.comparison.world import World

Thing = dict[str, Any]
GONE = {"deleted", "deleting", "failed", "rejected", "expired"}


def drifts(world: World) -> Iterator[Drift]:
    """Yield the drift of `vpc.endpoints`."""
    if world.network.vpc is None:
        return
    answer = world.aws.read("ec2", "describe_vpc_endpoints", Filters=world.network.inside)
    found = {each["ServiceName"]: each for each in answer["VpcEndpoints"] if each["State"].lower() not in GONE}
    declared = {body["service_name"]: body for body in world.declared.of("aws_vpc_endpoint").values()}
    for service, body in sorted(declared.items()):
        if service in found:
            yield from _endpoint(world, body, found[service])
        else:
            yield Drift(_place(world, body["vpc_endpoint_type"]), _short(service), None, "VPC endpoint")
    for service in sorted(found.keys() - declared.keys()):
        name = name_of(found[service])
        if name.startswith(f"{world.platform.name}-") and not world.declared.mentions(name):
            place = _place(world, found[service].get("VpcEndpointType", "Gateway"))
            yield Drift(place, None, _short(service), f"VPC endpoint {found[service]['VpcEndpointId']}")


def _place(world: World, kind: str) -> tuple[str, ...]:
    given = not isinstance(world.platform.vpc.endpoints, str)
    return ("vpc", "endpoints", kind.lower()) if given else ("vpc", "endpoints")


def _short(service: str) -> str:
    """A service as the file names it: without com.amazonaws.REGION."""
    return ".".join(service.split(".")[3:])


def _endpoint(world: World, body: Thing, found: Thing) -> Iterator[Drift]:
    place, about = _place(world, body["vpc_endpoint_type"]), f"endpoint {_short(body['service_name'])}"
    if body["vpc_endpoint_type"] == "Gateway":
        yield from differ(place, _tables(world, body), _table_names(world, found), f"{about}, route tables")
        return
    network = world.network
    subnets = {network.subnet_name(id) for id in found.get("SubnetIds", [])}
    yield from differ(place, {label(each) for each in body["subnet_ids"]}, subnets, f"{about}, subnets")
    groups = {network.group_name(each["GroupId"]) for each in found.get("Groups", [])}
    wanted = {label(each) for each in body["security_group_ids"]}
    yield from differ(place, wanted, groups, f"{about}, security groups")
    private = bool(found.get("PrivateDnsEnabled"))
    yield from differ(place, body["private_dns_enabled"], private, f"{about}, private DNS")


def _tables(world: World, body: Thing) -> set[str]:
    tables = world.declared.of("aws_route_table")
    named = ((each, tables.get(label(each))) for each in body["route_table_ids"])
    return {table["tags"]["Name"] if table else each for each, table in named}


def _table_names(world: World, found: Thing) -> set[str]:
    """Names of the endpoint's route tables, and the ids of those that are not ours."""
    answer = world.aws.read("ec2", "describe_route_tables", Filters=world.network.inside)["RouteTables"]
    ours = {body["tags"]["Name"] for body in world.declared.of("aws_route_table").values()}
    names = {table["RouteTableId"]: name_of(table) for table in answer}
    return {names[id] if names.get(id) in ours else id for id in found.get("RouteTableIds", [])}
