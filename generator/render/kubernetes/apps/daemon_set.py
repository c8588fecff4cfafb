"""The DaemonSet of a service."""

from collections.abc import Iterator

from generator.platform.services.workloads import kind_of, makes_more
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.topology import Topology
from generator.render.kubernetes.workload import rollout, selected, workload


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the DaemonSet: a pod on each node that takes it."""
    if kind_of(service) == "DaemonSet":
        away = 0 if makes_more(service.update) else "10%"
        spec = {"updateStrategy": rollout(service, maxUnavailable=away), **selected(topology, name, service)}
        yield workload(topology, name, service, "apps/v1", spec)
