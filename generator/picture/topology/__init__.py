"""The topology of a platform: what lies where, and who calls whom; one module per format, each with `report`."""

from collections import Counter
from collections.abc import Iterator
from typing import Literal, NamedTuple

from generator.platform.services.connections import calls as calls_of
from generator.platform.services.connections import destinations
from generator.platform.services.containers import service_ports
from generator.platform.services.ingress_controllers import sends_to_nodes
from generator.platform.services.service_load_balancers import service_load_balancers
from generator.platform.types.connections import Peers
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service

DRAWABLE = 60
"""Services that a picture can show: GitHub draws no diagram of more than 50,000 characters, and nobody reads one."""

CALLS = 4 * DRAWABLE
"""Arrows that it can show."""

Kind = Literal["host", "class", "balancer", "service", "network"]


PLURALS: dict[Kind, str] = {
    "host": "hosts",
    "class": "ingress classes",
    "balancer": "load balancers",
    "service": "services",
    "network": "networks",
}


class Thing(NamedTuple):
    """What calls or is called: a host, an ingress class, a load balancer of a service, a service, what is outside."""

    kind: Kind
    name: str

    @property
    def key(self) -> str:
        return f"{self.kind}_{self.name}"


class Call(NamedTuple):
    """Who calls whom, and how."""

    start: Thing
    end: Thing
    label: str


class Calls(NamedTuple):
    """Things with their labels, the calls between them, and what the picture leaves out."""

    things: dict[Thing, str]
    calls: list[Call]
    note: str = ""


def calls(platform: Platform) -> Calls:
    """Every host, class, service and network, and who calls whom; of very many, by namespace."""
    found = Calls(dict(_things(platform)), sorted(set(_calls(platform)), key=_order))
    kinds = Counter(thing.kind for thing in found.things)
    if max(kinds.values(), default=0) <= DRAWABLE and len(found.calls) <= CALLS:
        return found
    return _summarized(platform, found)


def _order(call: Call) -> tuple[str, str, str]:
    return call.start.key, call.end.key, call.label


def _things(platform: Platform) -> Iterator[tuple[Thing, str]]:
    for host in sorted({host for route in platform.ingress.routes.values() for host in route.hosts}):
        yield Thing("host", host), host
    for name, class_ in sorted(platform.ingress.classes.items()):
        yield Thing("class", name), f"{name}: {class_.controller}, {class_.scheme}"
    for name, service in sorted(platform.services.items()):
        yield Thing("service", name), f"{service.namespace}/{name}"
    for name, balancer in service_load_balancers(platform).items():
        yield Thing("balancer", name), f"{name}: {balancer.kind}, {balancer.scheme}"
    for thing in sorted({thing for call in _calls(platform) for thing in call[:2] if thing.kind == "network"}):
        yield thing, thing.name


def _calls(platform: Platform) -> Iterator[Call]:
    yield from _routes(platform)
    for name, service in platform.services.items():
        yield from _of_service(name, service)
    for name in service_load_balancers(platform):
        ports = ", ".join(service_ports(platform.services[name]))
        yield Call(Thing("balancer", name), Thing("service", name), ports)


def _routes(platform: Platform) -> Iterator[Call]:
    for route in platform.ingress.routes.values():
        way_in = Thing("class", route.class_)
        for host, paths in route.hosts.items():
            yield Call(Thing("host", host), way_in, "")
            for path, backend in paths.items():
                name, _, port = backend.partition(":")
                by = _by_nodes(platform, route.class_, name, port)
                yield Call(way_in, Thing("service", name), f"{path} to {port}{by}")


def _of_service(name: str, service: Service) -> Iterator[Call]:
    own = Thing("service", name)
    for other, port in calls_of(service):
        yield Call(own, Thing("service", other), port)
    for _, target in destinations(service):
        ports = ", ".join(map(str, target.ports))
        yield Call(own, _outside(target), f"{target.protocol.lower()} {ports}")
    for origin in service.allow_from.values():
        yield Call(_outside(origin), own, ", ".join(origin.ports))
    for cidr in service.expose.source_ranges:
        numbers = ", ".join(map(str, sorted(service.expose.node_ports.values())))
        yield Call(Thing("network", cidr), own, f"nodes' {numbers}")
    if service.expose.external_name:
        yield Call(own, Thing("network", service.expose.external_name), "")


def _by_nodes(platform: Platform, class_: str, service: str, port: str) -> str:
    """The port of the nodes between an ingress class and a service, where there is one."""
    if not sends_to_nodes(platform.ingress.classes[class_]):
        return ""
    number = platform.services[service].expose.node_ports.get(port)
    return f" by nodes' {number}" if number else " by nodes"


def _outside(peers: Peers) -> Thing:
    """A network, or the pods of a namespace."""
    return Thing("network", peers.cidr or f"namespace {peers.namespace}")


def _summarized(platform: Platform, every: Calls) -> Calls:
    """One thing for each namespace, the largest of them, and one for all hosts and all networks."""
    sizes = Counter(service.namespace for service in platform.services.values())
    drawn = {name for name, _ in sorted(sizes.items(), key=lambda each: (-each[1], each[0]))[: DRAWABLE - 1]}

    def place(thing: Thing) -> Thing:
        if thing.kind == "service":
            namespace = platform.services[thing.name].namespace
            return Thing("service", namespace if namespace in drawn else "")
        return Thing(thing.kind, thing.name if thing.kind == "class" and len(platform.ingress.classes) < 10 else "")

    counted = Counter(place(thing) for thing in every.things)
    between = Counter((place(call.start), place(call.end)) for call in every.calls)
    outside = [(ends, count) for ends, count in between.items() if ends[0] != ends[1]]
    heaviest = sorted(outside, key=lambda each: (-each[1], each[0]))[:DRAWABLE]
    merged = [Call(start, end, f"{count} call{'s' if count > 1 else ''}") for (start, end), count in heaviest]
    note = f"by namespace, as there are {len(platform.services)} services"
    if len(outside) > len(heaviest):
        note += f"; of {len(outside)} pairs that call each other the {len(heaviest)} with most calls"
    return Calls({thing: _sum(thing, counted[thing]) for thing in counted}, sorted(merged), note)


def _sum(thing: Thing, count: int) -> str:
    plural = PLURALS[thing.kind]
    said = f"{count} {plural}" if count != 1 else f"1 {plural.removesuffix('s')}"
    if thing.kind == "class" and thing.name:
        return thing.name
    if thing.kind == "service" and not thing.name:
        return f"other namespaces: {said}"
    return f"{thing.name}: {said}" if thing.name else said
