"""Who reaches whom in every golden platform, reasoned from its Terraform alone."""

from collections.abc import Iterator
from functools import cache, partial
from typing import Any

import pytest

from generator.platform.logs.log_routes import sends_directly
from generator.platform.network.addresses import subnets
from generator.platform.network.remote import remote_cidrs
from generator.platform.services.node_ports import given_node_ports
from generator.platform.types.platform import Platform
from generator.render import kubernetes, terraform
from tests.platforms import golden
from tests.reachability import auto_node_classes, node_classes, policies
from tests.reachability import world as worlds
from tests.reachability.exposure import open_to_others
from tests.reachability.groups import lets_network_in, versions
from tests.reachability.reach import Internet, Source, can_reach
from tests.reachability.requirements import answers
from tests.reachability.root import Network, network
from tests.reachability.verdict import Verdict
from tests.reachability.world import Interface, Pod, Port, World
from tests.terraform_root import document

GOLDEN = golden()
every_platform = pytest.mark.parametrize("name", GOLDEN)


def world_of(name: str, changed: dict[str, Any] | None = None) -> World:
    """The world of a golden platform, or of a changed document of it."""
    return worlds.of(changed or rendered(name), *_objects(name))


@cache
def _objects(name: str) -> tuple[list[tuple[str, ...]], worlds.More, worlds.More]:
    """What the world has that Terraform does not make."""
    files = kubernetes.files(GOLDEN[name])
    karpenter = partial(node_classes.place, node_classes.of(files))
    auto_mode = partial(auto_node_classes.place, auto_node_classes.of(files))
    return policies.of(files), karpenter, auto_mode


@cache
def rendered(name: str) -> dict[str, Any]:
    return document(terraform.files(GOLDEN[name]))


def refused(world: World) -> list[str]:
    """Requirements that do not hold; those that routes decide which are not ours are left to their owner."""
    held = {True, None} if world.adopted else {True}
    return [f"{sentence}: {answer.why}" for sentence, answer in answers(world) if answer.yes not in held]


def misrouted(world: World, platform: Platform) -> list[str]:
    """Subnets of ours that lead out of the VPC and must not, or must and do not.

    Asked for something with a public address and with the control plane's security groups; subnets that are public
    lead out, and private ones where there is NAT.
    """
    groups = world.clusters[0].interfaces[0].groups
    kinds = {"public"} | ({"private"} if platform.vpc.nat != "none" else set())
    expected = {f"aws_subnet.{item.name}" for item in subnets(platform) if platform.subnets[item.tier].kind in kinds}
    found = []
    for name, subnet in world.subnets.items():
        for version in {each.version for each in subnet.networks}:
            probe = Interface(name, name, groups, public=True)
            answer = can_reach(world, probe, Internet(version), Port(443)).yes
            if answer is not (name in expected) and not (answer is None and world.adopted):
                found.append(f"{name} leads elsewhere by IPv{version}")
    return found


def let_in(platform: Platform) -> list[Network]:
    """Networks outside the VPC that are to reach the API."""
    remote = (cidr for _, _, cidr in remote_cidrs(platform))
    return [network(cidr) for cidr in (*platform.cluster.endpoint.private_cidrs, *remote)]


def clients(platform: Platform) -> list[Network]:
    """Networks that are to reach the OpenSearch domain."""
    found = platform.logging.destinations.open_search
    return [] if found is None else [network(cidr) for cidr in found.domain.client_cidrs]


def locked_out(world: World, platform: Platform) -> list[str]:
    """Those that do not, and people with a key whose security groups let them to no node."""
    api = [
        f"{outside} does not reach {interface.name}"
        for outside in let_in(platform)
        for interface in world.clusters[0].interfaces
        if not lets_network_in(world, interface, Port(443), outside)
    ]
    api += [
        f"{cidr} does not reach {domain.name}"
        for cidr in clients(platform)
        for domain in world.domains
        if not lets_network_in(world, domain, Port(443), cidr)
    ]
    api += [
        f"{pod.name} does not reach {domain.name}"
        for pod in (world.pods if sends_directly(platform) else ())
        for domain in world.domains
        if not can_reach(world, pod, domain, Port(443)).yes
    ]
    return [
        *api,
        *_closed_ports(world, platform),
        *(answer.why for answer in people(world, platform) if not answer.yes),
    ]


def at_nodes(platform: Platform, service: str, port: str) -> set[str]:
    """Networks that are to come in at a port of the nodes: those of the service, and a BIG-IP's that sends there."""
    found = set(platform.services[service].expose.source_ranges)
    for route in platform.ingress.routes.values():
        class_ = platform.ingress.classes[route.class_]
        backends = {backend for paths in route.hosts.values() for backend in paths.values()}
        if class_.pool_members == "nodePort" and f"{service}:{port}" in backends:
            found |= set(class_.sends_from)
    return found


def _closed_ports(world: World, platform: Platform) -> Iterator[str]:
    """Such networks that do not come in."""
    for given in given_node_ports(platform):
        for cidr in at_nodes(platform, given.service, given.field[-1]):
            port = Port(given.number, given.protocol.lower())
            yield from (f"{cidr} not to {node.name}" for node in world.nodes if not _lets(world, node, port, cidr))


def _lets(world: World, node: Interface, port: Port, cidr: str) -> bool:
    return bool(lets_network_in(world, node, port, network(cidr)))


def people(world: World, platform: Platform) -> Iterator[Verdict]:
    for name, group in platform.nodes.groups.items():
        port = Port(3389 if group.ami.startswith("WINDOWS") else 22)
        for node in world.nodes:
            if group.access.ssh and node.name.startswith(f"node of {name} in "):
                for theirs in group.access.ssh.source_security_groups:
                    yield can_reach(world, Interface("a person", node.subnet, (theirs,)), node, port)


@every_platform
def test_whoever_must_be_reached_is_reached(name: str) -> None:
    world = world_of(name)
    assert world.nodes
    assert world.pods
    assert refused(world) == []


@every_platform
def test_subnets_that_lead_out_of_the_vpc(name: str) -> None:
    assert misrouted(world_of(name), GOLDEN[name]) == []


@every_platform
def test_who_is_let_in_comes_in(name: str) -> None:
    assert locked_out(world_of(name), GOLDEN[name]) == []


@every_platform
def test_nodes_and_pods_reach_the_internet_where_there_is_nat(name: str) -> None:
    world = world_of(name)
    sources: list[Source] = [*world.nodes, *world.pods]
    for own in sources:
        for version in versions(world, own.own if isinstance(own, Pod) else own):
            reached = can_reach(world, own, Internet(version), Port(443)).yes
            assert reached is (None if world.adopted else GOLDEN[name].vpc.nat != "none"), own.name


@every_platform
def test_nothing_is_open_to_others_but_an_endpoint_that_is_asked_for(name: str) -> None:
    platform = GOLDEN[name]
    endpoint = platform.cluster.endpoint
    cidrs = (endpoint.public_cidrs or ("0.0.0.0/0",)) if endpoint.public else ()
    ports = {
        network(c) for each in given_node_ports(platform) for c in at_nodes(platform, each.service, each.field[-1])
    }
    others = open_to_others(world_of(name), [*let_in(platform), *clients(platform), *ports])
    assert set(others) == {f"the API is open to {cidr}" for cidr in cidrs}


def test_nodes_and_pods_that_flux_asks_for_are_there() -> None:
    world = world_of("auto-mode-pools")
    assert {f"node of batch in aws_subnet.private-{zone}" for zone in "abc"} <= {node.name for node in world.nodes}
    pods = [pod for pod in world.pods if pod.node.name.startswith("node of batch ")]
    assert {pod.own.subnet for pod in pods} == {f"aws_subnet.pods-{zone}" for zone in "abc"}
    assert not any(pod.translated for pod in pods)


@every_platform
def test_the_default_security_group_lets_nothing_through(name: str) -> None:
    world = world_of(name)
    group = world.groups["aws_default_security_group.this"]
    assert (group.known, group.ingress, group.egress) == (not world.adopted, [], [])
