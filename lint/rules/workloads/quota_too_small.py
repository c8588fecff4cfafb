from collections.abc import Iterator
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from generator.platform.services.containers import pod_request, service_ports
from generator.platform.services.quantities import GIB, MIB, millicores, size
from generator.platform.services.replicas import most
from generator.platform.services.service_load_balancers import load_balancer, targets
from generator.platform.services.workloads import runs
from generator.platform.types.namespaces import Quota
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


class Need(NamedTuple):
    """What services of a namespace have of a field of its quota, at their most; in words, and as the quota says it."""

    field: str
    amount: Decimal
    text: str
    value: int | str


@rule(
    "WRK-056",
    ERROR,
    "https://kubernetes.io/docs/concepts/policy/resource-quotas/",
    also=("hardeneks:ensure_namespace_quotas_exist",),
)
def quota_too_small(platform: Platform) -> Iterator[Violation]:
    """The services of a namespace ask for more than its quota allows.

    The pods, claims or Services that come last are refused, silently for whoever looks at the Deployment alone. Counted
    are services at their most; a rolling update wants some more.

    Bad:

        namespaces: {shop: {quota: {cpu: "1"}}}
        services: {web: {replicas: 4, resources: {cpu: 500m}}}

    Good:

        namespaces: {shop: {quota: {cpu: 2000m}}}
        services: {web: {replicas: 4, resources: {cpu: 500m}}}
    """
    for name, settings in platform.namespaces.items():
        quota = settings.quota
        if quota is None:
            continue
        services = [service for service in platform.services.values() if service.namespace == name and runs(service)]
        for need in _needs(platform, services):
            allowed = _allowed(quota, need.field)
            if allowed is not None and need.amount > allowed:
                message = f"services of {name} {need.text} at their most; raise it"
                yield Violation(quota, need.field, message, Fix(need.value))


def _needs(platform: Platform, services: list[Service]) -> Iterator[Need]:
    pods = [(most(platform, service), pod_request(service)) for service in services]
    cpu, memory = sum(n * pod.cpu for n, pod in pods), sum(n * pod.memory for n, pod in pods)
    count = sum(n for n, _ in pods)
    claims = [claim for service in services for claim in _claims(platform, service)]
    storage = sum(claims, Decimal(0))
    yield Need("cpu", Decimal(cpu), f"ask for {cpu:f}m", f"{ceil(cpu)}m")
    yield Need("memory", Decimal(memory), f"ask for {memory // MIB}Mi", f"{ceil(memory / MIB)}Mi")
    yield Need("pods", Decimal(count), f"are {count}", count)
    yield Need("claims", Decimal(len(claims)), f"have {len(claims)}", len(claims))
    yield Need("storage", storage, f"have {storage / GIB:f}Gi", f"{ceil(storage / GIB)}Gi")
    balancers = sum(load_balancer(service) is not None for service in services)
    ports = sum(_node_ports(service) for service in services)
    yield Need("load_balancers", Decimal(balancers), f"have {balancers}", balancers)
    yield Need("node_ports", Decimal(ports), f"have {ports}", ports)


def _claims(platform: Platform, service: Service) -> Iterator[Decimal]:
    """The size of every claim: one for each pod, or of a Deployment one for all."""
    for volume in service.volumes.values():
        each_pod = volume.type == "ephemeral" or service.kind == "StatefulSet"
        if volume.type != "emptyDir":
            yield from [size(volume.size or "0")] * (most(platform, service) if each_pod else 1)


def _node_ports(service: Service) -> int:
    """Ports of the nodes: of a load balancer that sends to nodes, too."""
    balancer = load_balancer(service)
    has = service.expose.type == "NodePort" or (balancer is not None and targets(balancer) == "instance")
    return len(service_ports(service)) if has else 0


def _allowed(quota: Quota, field: str) -> Decimal | None:
    value = getattr(quota, field)
    if value is None or isinstance(value, int):
        return value if value is None else Decimal(value)
    return millicores(value) if field == "cpu" else size(value)
