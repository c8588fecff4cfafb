"""The ServiceAccount of a service, which its IAM role hangs on."""

from collections.abc import Iterator

from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.topology import Topology
from generator.render.pod_iam import service_mechanism


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the ServiceAccount; its pods get no token for the Kubernetes API."""
    mechanism = service_mechanism(topology.platform, service)
    annotations = mechanism.account(topology.platform, service.iam) if mechanism and service.iam else {}
    yield {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {
            "name": name,
            "namespace": service.namespace,
            "labels": labels(topology.platform, name),
            "annotations": annotations or None,
        },
        "automountServiceAccountToken": False,
    }
