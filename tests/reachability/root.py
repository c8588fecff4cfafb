"""The resources of a root, and what they say of one another."""

import re
from collections.abc import Iterator
from ipaddress import IPv4Network, IPv6Network, ip_network
from typing import Any, NamedTuple

Network = IPv4Network | IPv6Network

_REFERENCE = re.compile(r"\$\{((?:data\.)?\w+\.[\w-]+)\.([\w.\[\]]+)\}")
_CLUSTER_GROUP = "vpc_config[0].cluster_security_group_id"
_SUBNET = re.compile(r"\$\{cidrsubnet\(((?:data\.)?aws_vpc\.[\w-]+)\.ipv6_cidr_block, (\d+), (\d+)\)\}")
AMAZONS_BLOCK = IPv6Network("2600:1f00:0:1200::/56")
"""What Amazon gives a VPC that asks for IPv6: here always this."""


class UnknownError(Exception):
    """Something that this library must learn before it may answer."""


class Resource(NamedTuple):
    """A resource, or a data source, whose kind then starts with `data_`."""

    kind: str
    name: str
    body: dict[str, Any]

    @property
    def address(self) -> str:
        return f"{self.kind.replace('data_', 'data.', 1)}.{self.name}"


def resources(document: dict[str, Any]) -> Iterator[Resource]:
    """Every resource and data source of a root."""
    for prefix, blocks in (("", document.get("resource", {})), ("data_", document.get("data", {}))):
        for kind, named in blocks.items():
            for name, body in named.items():
                yield Resource(prefix + kind, name, body)


def identity(value: str) -> str:
    """What an argument points to: the address of a resource, the cluster's own security group, or an id as it is."""
    if "${" not in value:
        return value
    found = _REFERENCE.fullmatch(value)
    if not found:
        raise UnknownError(f"the expression {value}")
    address, attribute = found.groups()
    if attribute == _CLUSTER_GROUP:
        return f"{address}.{attribute}"
    if attribute not in {"id", "vpc_id", "arn", "name", "latest_version", "prefix_list_id"}:
        raise UnknownError(f"the attribute {attribute} of {address}")
    return address


def identities(values: list[str]) -> tuple[str, ...]:
    return tuple(identity(value) for value in values)


def cluster_group(cluster: str) -> str:
    """The id of the security group that EKS makes for a cluster."""
    return f"{cluster}.{_CLUSTER_GROUP}"


def network(value: str) -> Network:
    """A CIDR, or the subnet of Amazon's block that an expression works out."""
    found = _SUBNET.fullmatch(value)
    if not found:
        return ip_network(value)
    bits, number = int(found[2]), int(found[3])
    return tuple(AMAZONS_BLOCK.subnets(prefixlen_diff=bits))[number]


def is_within(inner: Network, outer: Network) -> bool:
    """Whether every address of one network is in another."""
    return inner.version == outer.version and outer.supernet_of(inner)  # type: ignore[arg-type]
