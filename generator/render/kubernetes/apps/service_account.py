"""The ServiceAccount of a service, which its IAM role hangs on."""

from collections.abc import Iterator

from generator.platform.services.rbac import has_token
from generator.platform.services.workloads import runs
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.pull_secrets import pull_secrets
from generator.render.kubernetes.topology import Topology
from generator.render.pod_iam import account_annotations


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the ServiceAccount; its pods get no token for the Kubernetes API but where they need one."""
    if not runs(service):
        return
    yield {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {
            "name": name,
            "namespace": service.namespace,
            "labels": labels(topology.platform, name),
            "annotations": account_annotations(topology.platform, service) or None,
        },
        "imagePullSecrets": pull_secrets(topology.platform, name, service),
        "automountServiceAccountToken": has_token(service),
    }
