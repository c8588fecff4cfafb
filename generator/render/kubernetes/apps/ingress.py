"""What leads to a service from outside: for each route, as the controller of its class reads it."""

from collections.abc import Iterator

from generator.platform.types.services import Service
from generator.render.kubernetes.ingress import controllers
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.topology import Topology


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the objects of every route to the service."""
    for entrance in topology.entrances.get(name, ()):
        controller = controllers()[topology.platform.ingress.classes[entrance.class_].controller]
        yield from controller.routes(topology, name, service, entrance)
