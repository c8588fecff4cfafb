"""Routes to a port of the nodes that nobody opens."""

from collections.abc import Iterator

from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

WITH_NODE_PORT: tuple[str, ...] = ("NodePort", "LoadBalancer")


def check(platform: Platform) -> Iterator[Violation]:
    """Yield backends that have no port of the nodes, where their class sends to one."""
    for route in platform.ingress.routes.values():
        class_ = platform.ingress.classes.get(route.class_)
        if class_ is None or not _to_nodes(class_):
            continue
        for host, paths in route.hosts.items():
            for path, backend in paths.items():
                service = platform.services.get(name := backend.partition(":")[0])
                if service is not None and service.expose.type not in WITH_NODE_PORT:
                    message = f"{route.class_} sends to a port of the nodes, and {name} is {service.expose.type}"
                    yield Violation(route, ("hosts", host, path), f"{message}; expose it as NodePort, or send to pods")


def _to_nodes(class_: IngressClass) -> bool:
    return class_.targets == "instance" or class_.pool_members == "nodePort"
