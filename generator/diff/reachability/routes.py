"""Who reaches services by hosts and paths of ingress routes."""

from collections.abc import Iterator

from generator.diff.reachability.way import EVERYWHERE, Gate, Way, as_network, pods
from generator.platform.types.ingress import IngressClass, Route
from generator.platform.types.platform import Platform


def ways(platform: Platform) -> Iterator[Way]:
    """By each host and path: what both the class and the route let in."""
    for route in platform.ingress.routes.values():
        class_ = platform.ingress.classes[route.class_]
        public, peers = class_.scheme == "internet-facing", _peers(class_, route)
        for host, paths in route.hosts.items():
            for path, backend in paths.items():
                name, _, port = backend.partition(":")
                of = f"{pods(platform, name)} at {port}, as {host}{path}"
                gate = Gate(of, f"{class_.scheme} ingress", public=public)
                yield from (Way(gate, peer) for peer in peers)


def _peers(class_: IngressClass, route: Route) -> list[str]:
    outer, inner = class_.source_ranges or (EVERYWHERE,), route.source_ranges or (EVERYWHERE,)
    both = (_smaller(one, other) for one in outer for other in inner)
    return list(dict.fromkeys(each for each in both if each is not None))


def _smaller(one: str, other: str) -> str | None:
    """What two networks have in common: two that overlap lie one in the other."""
    first, second = as_network(one), as_network(other)
    if first is None or second is None or first.version != second.version or not first.overlaps(second):
        return None
    return one if first.prefixlen >= second.prefixlen else other
