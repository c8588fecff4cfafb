"""A name that refers to nothing."""

from collections.abc import Iterable, Iterator

from generator.platform.node_pool import every_pool
from generator.platform.types.node import Node
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield every subnet tier, role, service, class and port name that is not declared."""
    yield from _name(platform.cluster, "subnets", platform.cluster.subnets, platform.subnets, "subnet tier")
    if platform.cni.pod_subnets is not None:
        yield from _name(platform.cni, "pod_subnets", platform.cni.pod_subnets, platform.subnets, "subnet tier")
    for index, tier in enumerate(platform.cni.extra_pod_subnets):
        yield from _name(platform.cni, ("extra_pod_subnets", index), tier, platform.subnets, "subnet tier")
    for group in platform.nodes.groups.values():
        yield from _name(group, "subnets", group.subnets, platform.subnets, "subnet tier")
    for _, pool in every_pool(platform):
        yield from _name(pool, "subnets", pool.subnets, platform.subnets, "subnet tier")
    for profile in platform.nodes.fargate.profiles.values() if platform.nodes.fargate else ():
        yield from _name(profile, "subnets", profile.subnets, platform.subnets, "subnet tier")
    for service in platform.services.values():
        yield from _service(platform, service)
    for route in platform.ingress.routes.values():
        yield from _name(route, "class_", route.class_, platform.ingress.classes, "ingress class")
        for host, paths in route.hosts.items():
            for path, backend in paths.items():
                name, _, port = backend.partition(":")
                yield from _port(platform, route, ("hosts", host, path), name, port)


def _service(platform: Platform, service: Service) -> Iterator[Violation]:
    if service.iam is not None:
        yield from _name(service, "iam", service.iam, platform.iam.roles, "role")
    for name, target in service.connects_to.items():
        if isinstance(target, str):
            yield from _port(platform, service, ("connects_to", name), name, target)
    for probe in (service.probes.readiness, service.probes.liveness, service.probes.startup):
        if probe is not None:
            yield from _name(probe, "port", probe.port, service.ports, "port of this service")


def _port(platform: Platform, node: Node, field: tuple[str | int, ...], name: str, port: str) -> Iterator[Violation]:
    yield from _name(node, field, name, platform.services, "service")
    target = platform.services.get(name)
    if target is None:
        return
    yield from _name(node, field, port, target.ports, f"port of {name}")
    if target.expose.type == "none":
        yield Violation(node, field, f"{name} is not exposed (expose.type is none), so nothing can call it")


def _name(
    node: Node, field: str | tuple[str | int, ...], name: str, known: Iterable[str], what: str
) -> Iterator[Violation]:
    if name not in known:
        declared = ", ".join(sorted(known)) or "none"
        yield Violation(node, field, f"there is no {what} `{name}`; declared: {declared}")
