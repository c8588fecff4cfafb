"""The HorizontalPodAutoscaler of a service."""

from collections.abc import Iterator

from generator.platform.types.services import Autoscaling, Service
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.topology import Topology


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the autoscaler, on CPU, where the number of pods is not fixed."""
    if not isinstance(service.replicas, Autoscaling):
        return
    target = {"type": "Utilization", "averageUtilization": service.replicas.cpu}
    yield {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": name, "namespace": service.namespace, "labels": labels(topology.platform, name)},
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": service.kind, "name": name},
            "minReplicas": service.replicas.min,
            "maxReplicas": service.replicas.max,
            "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": target}}],
        },
    }
