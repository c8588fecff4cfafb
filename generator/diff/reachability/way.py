"""A way by which packets come from somewhere to something."""

from functools import lru_cache
from ipaddress import IPv4Network, IPv6Network
from typing import NamedTuple

from generator.platform.network.addresses import any_network
from generator.platform.types.connections import Peers
from generator.platform.types.platform import Platform

Network = IPv4Network | IPv6Network
EVERYWHERE, EVERYWHERE_6 = "0.0.0.0/0", "::/0"
"""Of a door that the internet does not reach: whatever is routed there."""


class Gate(NamedTuple):
    """What is reached, or of an outward one what reaches out; by what, and whether that is open to the internet."""

    of: str
    door: str
    public: bool = False
    outward: bool = False


class Way(NamedTuple):
    """A gate, and who is at its other side: a network in CIDR notation, or in words."""

    gate: Gate
    peer: str


@lru_cache(maxsize=4096)
def as_network(peer: str) -> Network | None:
    """The network that a peer is; None where it is words."""
    try:
        return any_network(peer)
    except ValueError:
        return None


def peer_of(peers: Peers) -> str:
    """A network, or pods of a namespace, as a peer."""
    if peers.cidr:
        return peers.cidr
    labels = ", ".join(f"{key}={value}" for key, value in sorted(peers.pods.items()))
    return f"pods of {peers.namespace}" + (f" with {labels}" if labels else "")


def pods(platform: Platform, name: str) -> str:
    """The pods of a service, as a peer."""
    return f"{platform.services[name].namespace}/{name}"
