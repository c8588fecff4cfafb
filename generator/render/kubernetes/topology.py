"""Who reaches whom: worked out once per render, so that each service looks up its own part."""

from collections import defaultdict
from typing import NamedTuple

from generator.platform.services.connections import calls
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.rule_order import Rule, orders


class Entrance(NamedTuple):
    """An Ingress of a service: its name, its class, its place among those of the class, its rules."""

    name: str
    class_: str
    order: int
    rules: tuple[Rule, ...]


class Topology(NamedTuple):
    """A platform, and what a service must know of the others."""

    platform: Platform
    callers: dict[str, dict[str, list[str]]]
    """By service and by the name of its port: the services that call it there."""
    entrances: dict[str, list[Entrance]]
    """By service: its Ingresses."""


def topology(platform: Platform) -> Topology:
    """The relations of a platform."""
    return Topology(platform, _callers(platform), _entrances(platform))


def health_port(service: Service, routed: str) -> str:
    """The port at which a load balancer asks for the health of what it routes to a port."""
    readiness = service.probes.readiness
    return routed if readiness is None or readiness.path is None else readiness.port


def _callers(platform: Platform) -> dict[str, dict[str, list[str]]]:
    callers: dict[str, dict[str, list[str]]] = {}
    for caller, service in sorted(platform.services.items()):
        for name, port in calls(service):
            callers.setdefault(name, {}).setdefault(port, []).append(caller)
    return callers


def _entrances(platform: Platform) -> dict[str, list[Entrance]]:
    classes: dict[str, list[Rule]] = defaultdict(list)
    for name, route in sorted(platform.ingress.routes.items()):
        for host, paths in sorted(route.hosts.items()):
            for path, backend in sorted(paths.items()):
                service, _, port = backend.partition(":")
                classes[route.class_].append(Rule(host, path, name, service, port))
    entrances: dict[str, list[Entrance]] = defaultdict(list)
    for class_, rules in sorted(classes.items()):
        for entrance in _ingresses(class_, rules):
            entrances[entrance.rules[0].service].append(entrance)
    return entrances


def _ingresses(class_: str, rules: list[Rule]) -> list[Entrance]:
    """One for each route and service, or several where one cannot be in order."""
    units: dict[tuple[str, str], dict[int, list[Rule]]] = defaultdict(lambda: defaultdict(list))
    for rule, order in orders(rules).items():
        units[rule.unit][order].append(rule)
    return [
        # A dot, which is in neither name, keeps names apart: a + b-c is not a-b + c.
        Entrance(
            f"{route}.{service}" if index == 0 else f"{route}.{service}.{index + 1}",
            class_,
            order,
            tuple(levels[order]),
        )
        for (route, service), levels in units.items()
        for index, order in enumerate(sorted(levels))
    ]
