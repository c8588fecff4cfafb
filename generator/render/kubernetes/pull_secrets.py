"""How nodes log in to the registries of services' images."""

import re

from generator.platform.cluster.registries import logs_in
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest

_NO_NAME = re.compile(r"[^a-z0-9.-]")
_CONFIG_KEYS = {"docker.io": "https://index.docker.io/v1/"}
"""What a registry is called in a Docker configuration, where that is not its host."""

LOGIN = '{{ printf "%s:%s" .username .password | b64enc }}'
"""A template of External Secrets. https://external-secrets.io/latest/guides/templating/"""


def pull_secret(host: str) -> str:
    """The name of the Secret with a registry's credentials."""
    return f"registry-{_NO_NAME.sub('-', host)}"


def pull_secrets(platform: Platform, name: str, service: Service) -> list[Manifest] | None:
    """The Secrets that the pods of a service are pulled with."""
    return [{"name": pull_secret(host)} for host in logs_in(platform, name, service)] or None


def docker_config(host: str) -> str:
    """The configuration that the kubelet reads, as a template: base64 needs no escaping in JSON.

    https://kubernetes.io/docs/tasks/configure-pod-container/pull-image-private-registry/
    """
    return f'{{"auths":{{"{_CONFIG_KEYS.get(host, host)}":{{"auth":"{LOGIN}"}}}}}}'
