"""The PodDisruptionBudget of a service."""

from collections.abc import Iterator

from generator.platform.services.replicas import fewest
from generator.platform.services.workloads import SCALED
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.topology import Topology


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the budget that is declared; undeclared, one pod may go at a time, and a single pod has none."""
    budget = _budget(topology.platform, service) if service.kind in SCALED else None
    if budget is None:
        return
    yield {
        "apiVersion": "policy/v1",
        "kind": "PodDisruptionBudget",
        "metadata": {"name": name, "namespace": service.namespace, "labels": labels(topology.platform, name)},
        "spec": {
            **budget,
            "selector": {"matchLabels": selector(name)},
            # A pod that does not work anyway must not hold up a drain.
            "unhealthyPodEvictionPolicy": "AlwaysAllow",
        },
    }


def _budget(platform: Platform, service: Service) -> Manifest | None:
    declared = service.disruption
    if declared is not None and (declared.min_available is not None or declared.max_unavailable is not None):
        return {"minAvailable": declared.min_available, "maxUnavailable": declared.max_unavailable}
    return {"maxUnavailable": 1} if fewest(platform, service) > 1 else None
