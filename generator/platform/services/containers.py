"""The containers of a service's pods, and what these ask for together."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from generator.platform.services.quantities import MIB, millicores, size
from generator.platform.services.workloads import runs
from generator.platform.types.container import Container, ContainerFields, InitContainer, PortSpec
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service


def containers(name: str, service: Service) -> Iterator[tuple[str, Service | Container]]:
    """Every container by name: the service's own, which has its name, the further ones, and those before them."""
    if runs(service):
        yield name, service
        yield from sorted(service.containers.items())
        yield from in_order(service)


def every_container(platform: Platform) -> Iterator[tuple[str, Service | Container]]:
    """The containers of all services."""
    for name, service in platform.services.items():
        yield from containers(name, service)


def in_order(service: Service) -> list[tuple[str, InitContainer]]:
    """The containers that run before the others, first first."""
    return sorted(service.init_containers.items(), key=lambda each: (each[1].order, each[0]))


def spec(port: int | PortSpec) -> PortSpec:
    """A port with its protocol, however it was written."""
    return PortSpec(port) if isinstance(port, int) else port


@lru_cache(maxsize=16384)
def pod_ports(service: Service) -> dict[str, PortSpec]:
    """The ports of a pod by name, whichever of its containers has them, sorted."""
    found = {name: spec(port) for name, port in service.ports.items()}
    for other in (*service.containers.values(), *service.init_containers.values()):
        found |= {name: spec(port) for name, port in other.ports.items()}
    return dict(sorted(found.items()))


def service_ports(service: Service) -> dict[str, PortSpec]:
    """Those of them that the Kubernetes Service has: of a load balancer, what it is to have."""
    if service.expose.type != "LoadBalancer" or not service.expose.ports:
        return pod_ports(service)
    return {name: port for name, port in pod_ports(service).items() if name in service.expose.ports}


def service_port(service: Service, name: str) -> int:
    """The number that the Kubernetes Service has for a port."""
    return service.expose.ports.get(name, pod_ports(service)[name].port)


class Request(NamedTuple):
    """Thousandths of a CPU, and bytes of memory."""

    cpu: Decimal
    memory: Decimal


def pod_request(service: Service) -> Request:
    """What a pod asks for: all that run at once, or a container before them that asks for more.

    https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/#resource-sharing-within-containers
    """
    if not service.containers and not service.init_containers:
        return _request(service)
    beside = [_request(each) for each in (service, *service.containers.values())]
    before = [Request(Decimal(0), Decimal(0))]
    sidecars: list[Request] = []
    for _, each in in_order(service):
        before.append(_sum([*sidecars, _request(each)]))
        if each.sidecar:
            sidecars.append(_request(each))
    at_once = _sum([*beside, *sidecars])
    return Request(max(at_once.cpu, *(r.cpu for r in before)), max(at_once.memory, *(r.memory for r in before)))


def asked(service: Service) -> str:
    """The same in words: as it is written, where one container asks for all of it."""
    if not service.containers and not service.init_containers:
        return f"{service.resources.cpu} CPU and {service.resources.memory}"
    pod = pod_request(service)
    return f"{pod.cpu:f}m CPU and {pod.memory // MIB}Mi in all its containers"


def _request(container: ContainerFields) -> Request:
    return Request(millicores(container.resources.cpu), size(container.resources.memory))


def _sum(requests: list[Request]) -> Request:
    return Request(sum((r.cpu for r in requests), Decimal(0)), sum((r.memory for r in requests), Decimal(0)))
