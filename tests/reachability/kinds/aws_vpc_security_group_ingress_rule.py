"""What a security group lets in."""

from typing import Any

from tests.reachability.root import Resource, identity, network
from tests.reachability.world import Root, Rule, World

STAGE = 0
ARGUMENTS = {
    "cidr_ipv4",
    "cidr_ipv6",
    "from_port",
    "ip_protocol",
    "prefix_list_id",
    "referenced_security_group_id",
    "security_group_id",
    "to_port",
}


def read(resource: Resource, root: Root, world: World) -> None:
    world.groups[identity(resource.body["security_group_id"])].ingress.append(rule(resource.body))


def rule(body: dict[str, Any]) -> Rule:
    """A rule of either direction."""
    cidr = body.get("cidr_ipv4") or body.get("cidr_ipv6")
    ports = range(body["from_port"], body["to_port"] + 1) if "from_port" in body else range(0)
    other = body.get("referenced_security_group_id") or body.get("prefix_list_id", "")
    return Rule(body["ip_protocol"], ports, network(cidr) if cidr else identity(other))
