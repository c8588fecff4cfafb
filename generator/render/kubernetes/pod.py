"""The pods of a service, whatever kind of workload makes them, as Pod Security `restricted` wants them."""

import re
from typing import Any

from generator.platform.accelerators import accelerators
from generator.platform.groups import has_windows
from generator.platform.taints import tolerations
from generator.platform.types.cni import Cni
from generator.platform.types.container import Probe
from generator.platform.types.platform import Platform
from generator.platform.types.services import Service
from generator.render.kubernetes.draining import GRACE_PERIOD, PRE_STOP
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.topology import Topology
from generator.render.pod_iam import pod_parts
from generator.render.pod_iam.mechanism import PodParts

_POD_SECURITY: Manifest = {"runAsNonRoot": True, "seccompProfile": {"type": "RuntimeDefault"}}
_SECURITY: Manifest = {
    "allowPrivilegeEscalation": False,
    "capabilities": {"drop": ["ALL"]},
    "readOnlyRootFilesystem": True,
}
_WINDOWS_SECURITY: Manifest = {"runAsNonRoot": True, "windowsOptions": {"runAsUserName": "ContainerUser"}}
"""All that `restricted` asks of pods on Windows: the other fields are Linux's, and the API refuses them there.
https://kubernetes.io/docs/concepts/security/pod-security-standards/#os-specific-policy-controls"""

_TMP = "/tmp"  # noqa: S108 (a path in the container)
_TOPOLOGY_KEYS = {
    "zone": ("topology.kubernetes.io/zone", "kubernetes.io/hostname"),
    "node": ("kubernetes.io/hostname",),
    "none": (),
}
_DOLLARS = re.compile(r"\$+(?=\()|\${2,}")


def template(topology: Topology, name: str, service: Service) -> Manifest:
    """The template of a service's pods."""
    parts = pod_parts(topology.platform, name, service)
    annotations = {**parts.annotations, **_security_groups(topology.platform.cni, service)}
    return {
        "metadata": {"labels": labels(topology.platform, name), "annotations": annotations or None},
        "spec": _where(topology.platform, service) | _pod(name, service, parts, drained=name in topology.entrances),
    }


def _where(platform: Platform, service: Service) -> Manifest:
    """What leads a pod to the right nodes: an operating system where there are two, and tolerations."""
    two = has_windows(platform) or service.os == "windows"
    tolerated = [{"key": key, "operator": "Exists", "effect": "NoSchedule"} for key in tolerations(service)]
    return {
        "os": {"name": service.os} if service.os == "windows" else None,
        "nodeSelector": {"kubernetes.io/os": service.os} if two else None,
        "tolerations": tolerated or None,
    }


def _security_groups(cni: Cni, service: Service) -> dict[str, str]:
    """What makes new pods when their security groups change: a pod has those of its birth."""
    if cni.security_groups_for_pods == "off" or not service.security_groups:
        return {}
    cluster = ["cluster"] if cni.cluster_security_group else []
    return {"groundplan/security-groups": ",".join([*cluster, *sorted(set(service.security_groups))])}


def _pod(name: str, service: Service, parts: PodParts, *, drained: bool) -> Manifest:
    # On Windows the root file system can be written to anyway.
    own = [{"name": "tmp", "emptyDir": {}}] if service.os == "linux" else []
    return {
        "serviceAccountName": name,
        "automountServiceAccountToken": False,
        "enableServiceLinks": False,
        "terminationGracePeriodSeconds": GRACE_PERIOD if drained else None,
        "securityContext": _POD_SECURITY if service.os == "linux" else _WINDOWS_SECURITY,
        "topologySpreadConstraints": [_spread(name, key) for key in _TOPOLOGY_KEYS[service.spread]] or None,
        "containers": [_container(name, service, parts, drained=drained)],
        "volumes": [*own, *parts.volumes] or None,
    }


def _container(name: str, service: Service, parts: PodParts, *, drained: bool) -> Manifest:
    probes, linux = service.probes, service.os == "linux"
    env = parts.env | {key: _literal(value) for key, value in service.env.items()}
    return {
        "name": name,
        "image": service.image,
        "imagePullPolicy": "IfNotPresent",
        "ports": [{"name": p, "containerPort": n, "protocol": "TCP"} for p, n in sorted(service.ports.items())] or None,
        "env": [{"name": key, "value": value} for key, value in sorted(env.items())] or None,
        "resources": _resources(service),
        "startupProbe": _probe(probes.startup),
        "livenessProbe": _probe(probes.liveness),
        "readinessProbe": _probe(probes.readiness),
        "lifecycle": {"preStop": {"sleep": {"seconds": PRE_STOP}}} if drained else None,
        "securityContext": _SECURITY if linux else None,
        "volumeMounts": [*([{"name": "tmp", "mountPath": _TMP}] if linux else []), *parts.mounts] or None,
    }


def _resources(service: Service) -> Manifest:
    wanted, devices = service.resources, accelerators(service)
    return {
        "requests": {"cpu": wanted.cpu, "memory": wanted.memory, **devices},
        "limits": {"memory": wanted.memory_limit or wanted.memory, **devices},
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


def _spread(name: str, key: str) -> Manifest:
    return {
        "maxSkew": 1,
        "topologyKey": key,
        "whenUnsatisfiable": "ScheduleAnyway",
        "labelSelector": {"matchLabels": selector(name)},
        "matchLabelKeys": ["pod-template-hash"],
    }


def _literal(value: str) -> str:
    """Text that the kubelet leaves as it is: it expands $(NAME) and makes one dollar of two.

    https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/
    """
    return _DOLLARS.sub(lambda found: found.group() * 2, value) if "$" in value else value
