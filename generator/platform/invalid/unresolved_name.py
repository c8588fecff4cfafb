"""A name that refers to nothing."""

from collections.abc import Iterable, Iterator

from generator.platform.nodes.node_pool import every_pool
from generator.platform.services.connections import calls
from generator.platform.services.containers import containers, pod_ports, service_ports
from generator.platform.services.storage import file_systems
from generator.platform.services.workloads import JOBS, runs
from generator.platform.types.container import Container
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Violation


def _logging(platform: Platform) -> Iterator[Violation]:
    found = platform.logging.destinations.open_search
    if found is not None:
        yield from _name(found.domain, "subnets", found.domain.subnets, platform.subnets, "subnet tier")


def check(platform: Platform) -> Iterator[Violation]:
    """Yield every subnet tier, role, service, class and port name that is not declared."""
    yield from _tiers(platform)
    for service in platform.services.values():
        yield from _service(platform, service)
    for route in platform.ingress.routes.values():
        yield from _name(route, "class_", route.class_, platform.ingress.classes, "ingress class")
        for host, paths in route.hosts.items():
            for path, backend in paths.items():
                name, _, port = backend.partition(":")
                yield from _port(platform, route, ("hosts", host, path), name, port)


def _tiers(platform: Platform) -> Iterator[Violation]:
    yield from _name(platform.cluster, "subnets", platform.cluster.subnets, platform.subnets, "subnet tier")
    if platform.cni.pod_subnets is not None:
        yield from _name(platform.cni, "pod_subnets", platform.cni.pod_subnets, platform.subnets, "subnet tier")
    yield from _logging(platform)
    for index, tier in enumerate(platform.cni.extra_pod_subnets):
        yield from _name(platform.cni, ("extra_pod_subnets", index), tier, platform.subnets, "subnet tier")
    for group in platform.nodes.groups.values():
        yield from _name(group, "subnets", group.subnets, platform.subnets, "subnet tier")
    for _, pool in every_pool(platform):
        yield from _name(pool, "subnets", pool.subnets, platform.subnets, "subnet tier")
    for profile in platform.nodes.fargate.profiles.values() if platform.nodes.fargate else ():
        yield from _name(profile, "subnets", profile.subnets, platform.subnets, "subnet tier")
    for system in file_systems(platform).values():
        yield from _name(system, "subnets", system.subnets, platform.subnets, "subnet tier")


def _service(platform: Platform, service: Service) -> Iterator[Violation]:
    if service.iam is not None:
        yield from _name(service, "iam", service.iam, platform.iam.roles, "role")
    if service.priority is not None:
        yield from _name(service, "priority", service.priority, platform.priorities, "priority")
    for name, port in calls(service):
        yield from _port(platform, service, ("connects_to", name), name, port)
    for origin in service.allow_from.values():
        for index, port in enumerate(origin.ports):
            yield from _name(origin, ("ports", index), port, pod_ports(service), "port of this service")
    yield from _containers(service)
    yield from _exposure(platform, service)


def _containers(service: Service) -> Iterator[Violation]:
    mountable = {*service.volumes, *service.files, *service.secrets}
    for name, container in containers("", service):
        of = f"port of {name}" if name else "port of this service"
        for probe in (container.probes.readiness, container.probes.liveness, container.probes.startup):
            if probe is not None:
                yield from _name(probe, "port", probe.port, container.ports, of)
        if isinstance(container, Container):
            for mount in container.mounts:
                yield from _name(container, ("mounts", mount), mount, mountable, "volume, file or secret")


def _exposure(platform: Platform, service: Service) -> Iterator[Violation]:
    known, expose = pod_ports(service), service.expose
    for field in ("ports", "node_ports"):
        for port in getattr(expose, field):
            yield from _name(expose, (field, port), port, known, "port of this service")
    balancer = expose.load_balancer
    if balancer is None:
        return
    if balancer.subnets is not None:
        yield from _name(balancer, "subnets", balancer.subnets, platform.subnets, "subnet tier")
    for index, port in enumerate(balancer.tls.ports if balancer.tls else ()):
        of = service_ports(service)
        yield from _name(balancer.tls or balancer, ("ports", index), port, of, "port of this load balancer")
    if balancer.health_check is not None and balancer.health_check.port is not None:
        check = balancer.health_check
        yield from _name(check, "port", balancer.health_check.port, known, "port of this service")


def _port(platform: Platform, node: Node, field: tuple[str | int, ...], name: str, port: str) -> Iterator[Violation]:
    yield from _name(node, field, name, platform.services, "service")
    target = platform.services.get(name)
    if target is None:
        return
    if target.kind in JOBS:
        yield Violation(node, field, f"{name} is a {target.kind}, which nothing can call")
        return
    if runs(target):
        yield from _name(node, field, port, pod_ports(target), f"port of {name}")
    if not runs(target):
        yield Violation(node, field, f"{name} is an ExternalName, which has no ports; name the network behind it")
    elif target.expose.type == "none":
        yield Violation(node, field, f"{name} is not exposed (expose.type is none), so nothing can call it")
    elif port in pod_ports(target) and port not in service_ports(target):
        message = f"{port} of {name} is not in its expose.ports, so its Service does not have it; add it there"
        yield Violation(node, field, message)


def _name(
    node: Node, field: str | tuple[str | int, ...], name: str, known: Iterable[str], what: str
) -> Iterator[Violation]:
    if name not in known:
        declared = ", ".join(sorted(known)) or "none"
        yield Violation(node, field, f"there is no {what} `{name}`; declared: {declared}")
