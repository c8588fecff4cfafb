"""A way to a service of AWS that stays in the VPC."""

from tests.reachability.root import Resource, identities
from tests.reachability.world import Endpoint, Interface, Root, World

STAGE = 0
ARGUMENTS = {
    "private_dns_enabled",
    "route_table_ids",
    "security_group_ids",
    "service_name",
    "subnet_ids",
    "vpc_endpoint_type",
    "vpc_id",
}


def read(endpoint: Resource, root: Root, world: World) -> None:
    body = endpoint.body
    groups = identities(body.get("security_group_ids", []))
    world.endpoints[service(body["service_name"])] = Endpoint(
        tuple(
            Interface(f"{endpoint.address} in {subnet}", subnet, groups, versions=frozenset({4}))
            for subnet in identities(body.get("subnet_ids", []))
        ),
        identities(body.get("route_table_ids", [])),
        body.get("private_dns_enabled", False),
    )


def service(name: str) -> str:
    """The service of com.amazonaws.REGION.SERVICE, which in China has a prefix more."""
    return name.partition("com.amazonaws.")[2].partition(".")[2]
