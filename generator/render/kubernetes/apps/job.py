"""The Job of a service."""

from collections.abc import Iterator

from generator.platform.services.workloads import kind_of
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest
from generator.render.kubernetes.topology import Topology
from generator.render.kubernetes.workload import job, workload


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the Job. Kubernetes lets none be changed, so Flux makes it anew, and it runs again.

    https://fluxcd.io/flux/use-cases/running-jobs/
    """
    if kind_of(service) == "Job":
        made = workload(topology, name, service, "batch/v1", job(topology, name, service))
        made["metadata"]["annotations"] = {"kustomize.toolkit.fluxcd.io/force": "enabled"}
        yield made
