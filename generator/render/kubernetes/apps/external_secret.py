"""The secrets of a service: what External Secrets copies into the cluster."""

from collections.abc import Iterator

from generator.platform.types.services import Service
from generator.platform.types.volume import Secret
from generator.render.kubernetes.infrastructure.configs.secret_stores import STORE
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.topology import Topology

WHOLE = "value"
"""The key of a secret that is no JSON object."""


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield an ExternalSecret for each secret; the Secret that it makes goes with it."""
    for each, secret in sorted(service.secrets.items()):
        yield {
            "apiVersion": "external-secrets.io/v1",
            "kind": "ExternalSecret",
            "metadata": {
                "name": f"{name}-{each}",
                "namespace": service.namespace,
                "labels": labels(topology.platform, name),
            },
            "spec": {
                "refreshInterval": f"{secret.refresh_minutes}m",
                "secretStoreRef": {"kind": "SecretStore", "name": STORE},
                "target": {"name": f"{name}-{each}", "creationPolicy": "Owner", "deletionPolicy": "Retain"},
                **_data(secret),
            },
        }


def _data(secret: Secret) -> Manifest:
    """All keys of a JSON object, or the whole text as one."""
    if secret.json:
        return {"dataFrom": [{"extract": {"key": secret.secret}}]}
    return {"data": [{"secretKey": WHOLE, "remoteRef": {"key": secret.secret}}]}
