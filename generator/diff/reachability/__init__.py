"""Who reaches what, computed from two platforms: what is newly open and what is cut; one module each, with `ways`."""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from generator.diff.reachability.way import Gate, Network, Way, as_network
from generator.platform.discover import modules
from generator.platform.types.platform import Platform

__all__ = ["Gate", "Reach", "Way", "reachability"]

Side = Literal["open", "cut"]


class Reach(NamedTuple):
    """A gate whose other side changes: who is newly there, who is there no more, and who stays."""

    gate: Gate
    opened: tuple[str, ...]
    cut: tuple[str, ...]
    kept: tuple[str, ...]

    @property
    def from_internet(self) -> bool:
        """Whether addresses of the internet newly reach it."""
        return self.gate.public and not self.gate.outward and bool(self.opened)

    @property
    def order(self) -> tuple[bool, bool, Gate]:
        """What the internet reaches first, then what opens."""
        return not self.from_internet, not self.opened, self.gate


def reachability(base: Platform | None, head: Platform | None) -> list[Reach]:
    """What changes between two platforms. A network inside one that was let in already is not newly open."""
    before, after = _gates(base), _gates(head)
    found = (_reach(gate, before.get(gate, []), after.get(gate, [])) for gate in before.keys() | after.keys())
    return sorted((each for each in found if each.opened or each.cut), key=lambda each: each.order)


def _gates(platform: Platform | None) -> dict[Gate, list[str]]:
    found: dict[Gate, dict[str, None]] = {}
    for way in _ways(platform):
        found.setdefault(way.gate, {})[way.peer] = None
    return {gate: list(peers) for gate, peers in found.items()}


def _ways(platform: Platform | None) -> Iterator[Way]:
    kinds = (module for module in modules(__name__) if hasattr(module, "ways"))
    for kind in kinds if platform is not None else ():
        yield from kind.ways(platform)


def _reach(gate: Gate, old: list[str], new: list[str]) -> Reach:
    if old == new:
        return Reach(gate, (), (), ())
    opened, cut = tuple(_beyond(new, old)), tuple(_beyond(old, new))
    return Reach(gate, opened, cut, tuple(peer for peer in new if peer not in opened))


def _beyond(peers: list[str], others: list[str]) -> Iterator[str]:
    """The peers that the others do not cover."""
    networks = [network for network in map(as_network, others) if network is not None]
    for peer in peers:
        network = as_network(peer)
        if peer not in others and (network is None or _left(network, networks)):
            yield peer


def _left(network: Network, others: Iterable[Network]) -> bool:
    """Whether a part of a network is in none of the others: what these leave of it is taken apart one by one."""
    left: list[Network] = [network]
    for other in others:
        left = [part for each in left for part in _without(each, other)]
    return bool(left)


def _without(network: Network, other: Network) -> Iterator[Network]:
    if network.version != other.version or not network.overlaps(other):
        yield network
    elif not network.subnet_of(other):  # type: ignore[arg-type] # of one version
        yield from network.address_exclude(other)  # type: ignore[arg-type]
