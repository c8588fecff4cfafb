"""What security groups let through.

Answers come back, as a group remembers what it let through. Subnets have the network ACL that a VPC comes with, which
lets everything through.
"""

from ipaddress import ip_network

from tests.reachability.root import Network, is_within
from tests.reachability.world import Interface, Port, Rule, World

EVERYWHERE = {4: ip_network("0.0.0.0/0"), 6: ip_network("::/0")}


def refusal(world: World, source: Interface, destination: Interface, port: Port) -> str:
    """Why the security groups of two interfaces in the VPC let no packet through, if so."""
    for version in sorted(versions(world, source) & versions(world, destination)):
        if not lets_out(world, source, port, destination, version):
            return f"no security group of {source.name} lets {port} out to {destination.name}"
        if not _lets_in(world, destination, port, source, version):
            return f"no security group of {destination.name} lets {port} in from {source.name}"
    return ""


def versions(world: World, interface: Interface) -> frozenset[int]:
    """The versions of IP that an interface has addresses of."""
    return interface.versions & {network.version for network in world.subnets[interface.subnet].networks}


def lets_out(world: World, own: Interface, port: Port, peer: Interface | None, version: int) -> bool:
    """Whether an interface's groups let packets out to another, or, without one, to everywhere."""
    # What is not ours has an owner who lets the packets out that they want answered.
    if any(not world.groups[group].known for group in own.groups):
        return True
    rules = [rule for group in own.groups for rule in world.groups[group].egress]
    return any(rule.lets(port) and _is_peer(world, rule, peer, version) for rule in rules)


def lets_out_by(world: World, own: Interface, port: Port, gateway: str) -> bool:
    """Whether an interface's groups let packets out to the service of a gateway endpoint."""
    rules = [rule for group in own.groups for rule in world.groups[group].egress]
    return any(rule.lets(port) and rule.peer == gateway for rule in rules)


def lets_network_in(world: World, own: Interface, port: Port, peer: Network) -> bool:
    """Whether an interface's groups let packets in from every address of a network outside the VPC."""
    rules = [rule for group in own.groups for rule in world.groups[group].ingress]
    return any(rule.lets(port) and not isinstance(rule.peer, str) and is_within(peer, rule.peer) for rule in rules)


def _lets_in(world: World, own: Interface, port: Port, peer: Interface, version: int) -> bool:
    rules = [rule for group in own.groups for rule in world.groups[group].ingress]
    return any(rule.lets(port) and _is_peer(world, rule, peer, version) for rule in rules)


def _is_peer(world: World, rule: Rule, peer: Interface | None, version: int) -> bool:
    if peer is None:
        return rule.peer == EVERYWHERE[version]
    if isinstance(rule.peer, str):
        return rule.peer in peer.groups
    # An interface may have any address of its subnet, and so all must be let through.
    networks = [network for network in world.subnets[peer.subnet].networks if network.version == version]
    return all(is_within(network, rule.peer) for network in networks)
