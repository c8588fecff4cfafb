"""The Deployment of a service."""

from collections.abc import Iterator

from generator.platform.services.workloads import kind_of
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.topology import Topology
from generator.render.kubernetes.workload import number, rollout, selected, workload


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the Deployment; new pods are there before old ones go, but for a volume that both would need."""
    if kind_of(service) != "Deployment":
        return
    spec = {
        "replicas": number(service),
        "progressDeadlineSeconds": service.update.progress_deadline_seconds if service.update else None,
        "strategy": rollout(service, maxSurge="25%", maxUnavailable=0),
        **selected(topology, name, service),
    }
    yield workload(topology, name, service, "apps/v1", spec)
