"""What a BIG-IP cannot be told by F5's own kinds."""

from collections.abc import Iterator

from generator.platform.types.ingress import Route
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

UNTOLD = ("~", "@", "&", "+", "//")
"""What the paths of a VirtualServer do not have.
https://clouddocs.f5.com/containers/latest/userguide/crd/virtualserver.html"""


def check(platform: Platform) -> Iterator[Violation]:
    """Yield classes without an address, two that would read each other's objects, and paths that are none of theirs."""
    every = platform.ingress.classes.items()
    classes = {name: each for name, each in every if each.custom_resources and each.controller == "f5"}
    owners: dict[str, str] = {}
    for class_ in classes.values():
        if class_.address is None:
            message = "a VirtualServer is at an address; give the class one in address"
            yield Violation(class_, "custom_resources", message)
    for route in platform.ingress.routes.values():
        if route.class_ in classes:
            yield from _paths(route)
            yield from _shared(platform, route, owners)


def _paths(route: Route) -> Iterator[Violation]:
    for host, paths in route.hosts.items():
        for path in paths:
            found = [each for each in UNTOLD if each in path]
            if found:
                message = f"a VirtualServer has no path with {found[0]}; rename it, or leave customResources out"
                yield Violation(route, ("hosts", host, path), message)
    if route.rewrite and any(each in route.rewrite for each in UNTOLD):
        yield Violation(route, "rewrite", "a VirtualServer has no such path; rename it, or leave customResources out")


def _shared(platform: Platform, route: Route, owners: dict[str, str]) -> Iterator[Violation]:
    """A controller reads all VirtualServers of the namespaces that its routes lead to, whoever they are for."""
    for host, paths in route.hosts.items():
        for path, backend in paths.items():
            service = platform.services.get(backend.partition(":")[0])
            owner = owners.setdefault(service.namespace, route.class_) if service else route.class_
            if service and owner != route.class_:
                message = f"{owner} leads to {service.namespace}, too, and its BIG-IP would get this route"
                yield Violation(route, ("hosts", host, path), f"{message}; have one class with customResources there")
