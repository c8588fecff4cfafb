"""A VPC as its resources make it."""

import pkgutil
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType
from typing import Any, NamedTuple

from tests.reachability.root import Network, Resource, UnknownError, resources

BESIDE = (
    "aws_cloudwatch_",
    "aws_ec2_tag",
    "aws_efs_backup_policy",
    "aws_efs_file_system",
    "aws_eks_access_",
    "aws_eks_pod_identity_association",
    "aws_flow_log",
    "aws_iam_",
    "aws_kms_",
    "aws_lambda_function_event_invoke_config",
    "aws_lambda_invocation",
    "aws_lambda_permission",
    "aws_s3_bucket",
    "aws_sqs_queue",
)
"""Kinds, by how they begin, that no packet meets."""
MEANINGLESS = {"depends_on", "lifecycle", "tags", "description", "name"}
"""Arguments that have no bearing on who reaches whom, whatever has them."""


class Port(NamedTuple):
    number: int
    protocol: str = "tcp"

    def __str__(self) -> str:
        return f"{self.protocol} {self.number}"


class Rule(NamedTuple):
    """What a security group lets through: `protocol` -1 is every one.

    `peer`: a network, a security group's id, or the address of a gateway endpoint, for the networks of its service.
    """

    protocol: str
    ports: range
    peer: Network | str

    def lets(self, port: Port) -> bool:
        return self.protocol == "-1" or (self.protocol == port.protocol and port.number in self.ports)


@dataclass
class Group:
    """A security group. What is `known` of one that is not ours is only that we may not count on its ways in."""

    known: bool = False
    ingress: list[Rule] = field(default_factory=list)
    egress: list[Rule] = field(default_factory=list)


class Subnet(NamedTuple):
    networks: tuple[Network, ...]
    zone: str
    public_addresses: bool
    for_pods: bool


class Interface(NamedTuple):
    """A network interface that may have any address of its subnet, of some versions of IP."""

    name: str
    subnet: str
    groups: tuple[str, ...]
    public: bool = False
    versions: frozenset[int] = frozenset({4, 6})


class Pod(NamedTuple):
    """A pod by its interface; its packets leave the VPC from there, but from its node's by IPv4 where `translated`."""

    name: str
    own: Interface
    node: Interface
    translated: bool


class Endpoint(NamedTuple):
    interfaces: tuple[Interface, ...]
    tables: tuple[str, ...]
    private_dns: bool


class Cluster(NamedTuple):
    """A control plane; `version` is that of the addresses which pods have."""

    interfaces: tuple[Interface, ...]
    version: int
    private: bool
    public_networks: tuple[Network, ...]


@dataclass
class World:
    """Everything is by its address, or by its id where it is not ours; functions with the settings that they have."""

    networks: list[Network] = field(default_factory=list)
    dns: bool = False
    adopted: bool = False
    gateways: set[str] = field(default_factory=set)
    subnets: dict[str, Subnet] = field(default_factory=dict)
    tables: dict[str, dict[Network, str]] = field(default_factory=dict)
    table_of: dict[str, str] = field(default_factory=dict)
    nat_subnets: dict[str, str | None] = field(default_factory=dict)
    groups: defaultdict[str, Group] = field(default_factory=lambda: defaultdict(Group))
    endpoints: dict[str, Endpoint] = field(default_factory=dict)
    clusters: list[Cluster] = field(default_factory=list)
    nodes: list[Interface] = field(default_factory=list)
    domains: list[Interface] = field(default_factory=list)
    mount_targets: list[Interface] = field(default_factory=list)
    functions: dict[Interface, frozenset[str]] = field(default_factory=dict)
    policies: list[tuple[str, ...]] = field(default_factory=list)
    pods: list[Pod] = field(default_factory=list)


@dataclass
class Root:
    """All resources of a root, for a kind that needs another."""

    by_address: dict[str, Resource]

    def of_kind(self, kind: str) -> list[Resource]:
        return [resource for resource in self.by_address.values() if resource.kind == kind]


More = Callable[["Root", "World"], None]
PODS = 2
"""The stage of what is placed on nodes."""


def of(document: dict[str, Any], policies: list[tuple[str, ...]], more_nodes: More, more_pods: More) -> World:
    """Read a root; raises UnknownError for what is not known.

    `policies` are the groups that SecurityGroupPolicies give; `more_nodes` adds nodes that Terraform does not make, and
    `more_pods` such with pods that our CNI does not place.
    """
    root, world = Root({resource.address: resource for resource in resources(document)}), World(policies=policies)
    known = _kinds()
    for resource in root.by_address.values():
        if resource.kind not in known and not resource.kind.startswith(BESIDE):
            raise UnknownError(resource.address)
    # Subnets and groups come first, then nodes, then pods.
    order = sorted(known, key=lambda kind: (known[kind].STAGE, kind))
    _read([kind for kind in order if known[kind].STAGE < PODS], known, root, world)
    more_nodes(root, world)
    _read([kind for kind in order if known[kind].STAGE == PODS], known, root, world)
    more_pods(root, world)
    return world


def _read(kinds: list[str], known: dict[str, ModuleType], root: Root, world: World) -> None:
    for kind in kinds:
        for resource in root.of_kind(kind):
            if unknown := resource.body.keys() - known[kind].ARGUMENTS - MEANINGLESS:
                raise UnknownError(f"{', '.join(sorted(unknown))} of {resource.address}")
            known[kind].read(resource, root, world)


def _kinds() -> dict[str, ModuleType]:
    package = "tests.reachability.kinds"
    found = pkgutil.iter_modules(import_module(package).__path__)
    return {module.name: import_module(f"{package}.{module.name}") for module in found}
