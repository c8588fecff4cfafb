"""The HorizontalPodAutoscaler of a service."""

from collections.abc import Iterator

from generator.platform.services.replicas import measures, replicas
from generator.platform.types.services import Service
from generator.platform.types.workload import Autoscaling
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.topology import Topology


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the autoscaler, where the number of pods is not fixed."""
    count = replicas(service)
    if not isinstance(count, Autoscaling):
        return
    window = count.scale_down_after_seconds
    yield {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": name, "namespace": service.namespace, "labels": labels(topology.platform, name)},
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": service.kind, "name": name},
            "minReplicas": count.min,
            "maxReplicas": count.max,
            "metrics": [_metric(resource, use) for resource, use in measures(count).items()],
            "behavior": None if window is None else {"scaleDown": {"stabilizationWindowSeconds": window}},
        },
    }


def _metric(name: str, use: int) -> Manifest:
    """The use of a resource, in percent of what is asked for."""
    target = {"type": "Utilization", "averageUtilization": use}
    return {"type": "Resource", "resource": {"name": name, "target": target}}
