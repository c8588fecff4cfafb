"""What nodes log in to registries with, in each namespace whose services have images there."""

from collections.abc import Iterator

from generator.platform.services.secrets import registry_logins
from generator.platform.types.platform import Platform
from generator.render.kubernetes.infrastructure.configs.secret_stores import STORE
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.kubernetes.pull_secrets import docker_config, pull_secret


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield an ExternalSecret for each namespace and registry.

    https://external-secrets.io/latest/guides/common-k8s-secret-types/
    """
    for namespace, host, login in registry_logins(platform):
        template = {"type": "kubernetes.io/dockerconfigjson", "data": {".dockerconfigjson": docker_config(host)}}
        name = pull_secret(host)
        yield {
            "apiVersion": "external-secrets.io/v1",
            "kind": "ExternalSecret",
            "metadata": {"name": name, "namespace": namespace, "labels": platform_labels(platform)},
            "spec": {
                "refreshInterval": "60m",
                "secretStoreRef": {"kind": "SecretStore", "name": STORE},
                "target": {"name": name, "creationPolicy": "Owner", "deletionPolicy": "Retain", "template": template},
                "data": [
                    {"secretKey": key, "remoteRef": {"key": login.secret, "property": key}}
                    for key in ("username", "password")
                ],
            },
        }
