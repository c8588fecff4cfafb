"""What a service calls, however it was written."""

from collections.abc import Iterator

from generator.platform.types.connections import Destination
from generator.platform.types.services import Service


def calls(service: Service) -> Iterator[tuple[str, str]]:
    """The services that it calls, and the name of each port."""
    for name, target in sorted(service.connects_to.items()):
        if isinstance(target, str):
            yield name, target
        elif isinstance(target, tuple):
            yield from ((name, port) for port in sorted(set(target)))


def destinations(service: Service) -> Iterator[tuple[str, Destination]]:
    """The networks and namespaces that it calls, by the user's name for each."""
    for name, target in sorted(service.connects_to.items()):
        if isinstance(target, Destination):
            yield name, target
