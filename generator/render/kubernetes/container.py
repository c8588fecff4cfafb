"""A container of a pod."""

import re
from collections.abc import Mapping
from typing import Any

from generator.platform.nodes.accelerators import devices
from generator.platform.services.containers import spec
from generator.platform.types.container import Container, ContainerFields, Probe
from generator.platform.types.services import Service
from generator.platform.types.volume import Secret
from generator.render.kubernetes.manifest import Manifest
from generator.render.pod_iam.mechanism import PodParts

_DOLLARS = re.compile(r"\$+(?=\()|\${2,}")


def container(name: str, given: Service | Container, parts: PodParts, mounts: list[Manifest]) -> Manifest:
    """A container; `parts` are what else its pod wants in it."""
    ports = ((port, spec(number)) for port, number in sorted(given.ports.items()))
    env = parts.env | {key: literal(value) for key, value in given.env.items()}
    return {
        "name": name,
        "image": given.image,
        "imagePullPolicy": "IfNotPresent",
        "restartPolicy": None,
        "command": [literal(word) for word in given.command] or None,
        "args": [literal(word) for word in given.args] or None,
        "ports": [{"name": p, "containerPort": n.port, "protocol": n.protocol} for p, n in ports] or None,
        "env": [{"name": key, "value": value} for key, value in sorted(env.items())] or None,
        "resources": _resources(given),
        "startupProbe": _probe(given.probes.startup),
        "livenessProbe": _probe(given.probes.liveness),
        "readinessProbe": _probe(given.probes.readiness),
        "lifecycle": None,
        "securityContext": None,
        "volumeMounts": [*mounts, *parts.mounts] or None,
    }


def secret_env(name: str, secrets: Mapping[str, Secret]) -> list[Manifest]:
    """The variables that a service has of its secrets."""
    return [
        {"name": variable, "valueFrom": {"secretKeyRef": {"name": f"{name}-{each}", "key": key}}}
        for each, secret in sorted(secrets.items())
        for variable, key in sorted(secret.env.items())
    ]


def _resources(given: ContainerFields) -> Manifest:
    wanted = given.resources
    more: dict[str, object] = {**devices(wanted)}
    if wanted.ephemeral_storage:
        more["ephemeral-storage"] = wanted.ephemeral_storage
    return {
        "requests": {"cpu": wanted.cpu, "memory": wanted.memory, **more},
        "limits": {"memory": wanted.memory_limit or wanted.memory, **more},
    }


def _probe(probe: Probe | None) -> Manifest | None:
    if probe is None:
        return None
    ask: dict[str, Any] = (
        {"tcpSocket": {"port": probe.port}}
        if probe.path is None
        else {"httpGet": {"path": probe.path, "port": probe.port}}
    )
    return {
        **ask,
        "initialDelaySeconds": probe.initial_delay_seconds or None,
        "periodSeconds": probe.period_seconds,
        "timeoutSeconds": probe.timeout_seconds,
        "failureThreshold": probe.failure_threshold,
    }


def literal(value: str) -> str:
    """Text that the kubelet leaves as it is: it expands $(NAME) and makes one dollar of two.

    https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
    """
    return _DOLLARS.sub(lambda found: found.group() * 2, value) if "$" in value else value
