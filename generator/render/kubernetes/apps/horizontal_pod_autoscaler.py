"""The HorizontalPodAutoscaler of a service."""

from collections.abc import Iterator

from generator.platform.replicas import replicas
from generator.platform.types.services import Service
from generator.platform.types.workload import Autoscaling
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.topology import Topology


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the autoscaler, on CPU, where the number of pods is not fixed."""
    count = replicas(service)
    if not isinstance(count, Autoscaling):
        return
    target = {"type": "Utilization", "averageUtilization": count.cpu}
    yield {
        "apiVersion": "autoscaling/v2",
        "kind": "HorizontalPodAutoscaler",
        "metadata": {"name": name, "namespace": service.namespace, "labels": labels(topology.platform, name)},
        "spec": {
            "scaleTargetRef": {"apiVersion": "apps/v1", "kind": service.kind, "name": name},
            "minReplicas": count.min,
            "maxReplicas": count.max,
            "metrics": [{"type": "Resource", "resource": {"name": "cpu", "target": target}}],
        },
    }
