"""Routes to a port of the nodes that a service does not have, or that nobody opens."""

from collections.abc import Iterator

from generator.platform.services.ingress_controllers import sends_to_nodes
from generator.platform.services.node_ports import has_node_ports
from generator.platform.types.ingress import IngressClass, Route
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield backends that their class cannot send to, or would be told of in two ways."""
    first: dict[str, str] = {}
    for route in platform.ingress.routes.values():
        class_ = platform.ingress.classes.get(route.class_)
        for host, paths in route.hosts.items() if class_ else ():
            for path, backend in paths.items():
                name, _, port = backend.partition(":")
                service = platform.services.get(name)
                if class_ is None or service is None:
                    continue
                why = _no_node_port(route, class_, name, service, port)
                if class_.controller == "gateway":
                    other = first.setdefault(name, route.class_)
                    why = why or _two_kinds(platform, other, route, name)
                if why:
                    yield Violation(route, ("hosts", host, path), why)


def _no_node_port(route: Route, class_: IngressClass, name: str, service: Service, port: str) -> str:
    if not sends_to_nodes(class_):
        return ""
    if not has_node_ports(service):
        message = f"{route.class_} sends to ports of the nodes, and {name} ({service.expose.type}) has none"
        return f"{message}; expose it as NodePort, or send to pods"
    if class_.controller == "f5" and port not in service.expose.node_ports:
        message = f"{port} of {name} has no number that the nodes could be opened to {route.class_} at"
        return f"{message}; give it one in expose.nodePorts"
    return ""


def _two_kinds(platform: Platform, other: str, route: Route, name: str) -> str:
    """A service says once, for all gateways, what they send to."""
    classes = platform.ingress.classes
    if sends_to_nodes(classes[other]) == sends_to_nodes(classes[route.class_]):
        return ""
    return f"{other} and {route.class_} send to {name} in different ways; give both the same targets"
