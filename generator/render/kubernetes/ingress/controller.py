"""What an ingress controller is to us."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from generator.platform.types.ingress import IngressClass
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.topology import Entrance, Topology


def _nothing(_platform: Platform, _classes: dict[str, IngressClass]) -> Iterable[Manifest]:
    return ()


def nothing_shared(_platform: Platform, _name: str, _class: IngressClass) -> Iterable[Manifest]:
    """What a controller's routes share where its chart has made it all."""
    return ()


class IngressController(NamedTuple):
    """A controller, by its name in platform.yaml.

    `classes` makes what all routes of a class share, in infrastructure/configs. `routes` makes what leads to a service,
    in the service's app: what this controller really reads. `peers` are where its requests to pods come from, as in a
    network policy. `install` makes the controller itself for the classes that it serves, in infrastructure/controllers,
    with their IngressClasses where it would not start without; the AWS Load Balancer Controller is installed for
    Services too, and so has a module there.
    """

    name: str
    classes: Callable[[Platform, str, IngressClass], Iterable[Manifest]]
    routes: Callable[[Topology, str, Service, Entrance], Iterable[Manifest]]
    peers: Callable[[Platform, str], list[Manifest]]
    install: Callable[[Platform, dict[str, IngressClass]], Iterable[Manifest]] = _nothing
