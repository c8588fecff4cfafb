"""The Deployment of a service."""

from collections.abc import Iterator

from generator.platform.types.services import Autoscaling, Service
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.pod import template
from generator.render.kubernetes.topology import Topology

_ROLLOUT: Manifest = {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": "25%", "maxUnavailable": 0}}


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the Deployment; an autoscaler's replicas are its own business."""
    yield {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": name, "namespace": service.namespace, "labels": labels(topology.platform, name)},
        "spec": {
            "replicas": None if isinstance(service.replicas, Autoscaling) else service.replicas,
            "revisionHistoryLimit": 3,
            "selector": {"matchLabels": selector(name)},
            "strategy": _ROLLOUT,
            "template": template(topology, name, service),
        },
    }
