"""Where each namespace has its secrets from."""

from collections.abc import Iterator

from generator.platform.services.secrets import namespaces_with_secrets
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest, platform_labels

STORE = "secrets-manager"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield a store for each namespace; it is read with the controller's role, by EKS Pod Identity."""
    for namespace in namespaces_with_secrets(platform):
        yield {
            "apiVersion": "external-secrets.io/v1",
            "kind": "SecretStore",
            "metadata": {"name": STORE, "namespace": namespace, "labels": platform_labels(platform)},
            "spec": {"provider": {"aws": {"service": "SecretsManager", "region": platform.region}}},
        }
