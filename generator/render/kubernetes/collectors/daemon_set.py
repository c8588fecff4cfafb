"""What the DaemonSets of both collectors have in common: where they run, what they may, what they see of the node."""

from hashlib import sha256
from typing import NamedTuple

from generator.platform.nodes.groups import has_windows
from generator.platform.services.quantities import size
from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest, labels, selector

NAMESPACE = "logging"
LOGS = "/var/log"

_NODES: Manifest = {
    "nodeSelectorTerms": [
        {"matchExpressions": [{"key": "eks.amazonaws.com/compute-type", "operator": "NotIn", "values": ["fargate"]}]}
    ]
}
"""Every node but those that Fargate shows for its pods: a pod would stay pending on each."""


class Program(NamedTuple):
    """A collector as a program: its files by name lie in `folder`, and what must outlive its pods in `state`.

    `temporary` are folders that it writes to beside these. It says how it is at `alive` and `metrics` of `port`.
    """

    name: str
    account: str
    image: str
    files: dict[str, str]
    folder: str
    state: str
    port: int
    alive: str
    ready: str
    metrics: str
    cpu: str
    memory_limit: str
    command: list[str] | None = None
    env: tuple[Manifest, ...] = ()
    temporary: tuple[str, ...] = ()


def named(platform: Platform, name: str, version: str, kind: str, **body: object) -> Manifest:
    """An object of a collector."""
    where = {} if kind.startswith("Cluster") else {"namespace": NAMESPACE}
    return {
        "apiVersion": version,
        "kind": kind,
        "metadata": {"name": name, **where, "labels": labels(platform, name)},
        **body,
    }


def of_pod(name: str, path: str) -> Manifest:
    """An environment variable with what Kubernetes knows of the pod."""
    return {"name": name, "valueFrom": {"fieldRef": {"fieldPath": path}}}


def config_map(platform: Platform, program: Program) -> Manifest:
    """The files of a collector."""
    return named(platform, program.name, "v1", "ConfigMap", data=dict(sorted(program.files.items())))


def daemon_set(platform: Platform, program: Program) -> Manifest:
    """A collector on every node, whatever its taints."""
    digest = sha256("\0".join(text for _, text in sorted(program.files.items())).encode()).hexdigest()
    annotations = {
        # A pod reads its configuration once: a change of it must make new pods.
        "checksum/config": digest,
        "prometheus.io/scrape": "true",
        "prometheus.io/port": str(program.port),
        "prometheus.io/path": program.metrics,
    }
    return named(
        platform,
        program.name,
        "apps/v1",
        "DaemonSet",
        spec={
            "selector": {"matchLabels": selector(program.name)},
            "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "10%"}},
            "template": {
                "metadata": {"labels": labels(platform, program.name), "annotations": annotations},
                "spec": _pod(platform, program),
            },
        },
    )


def _pod(platform: Platform, program: Program) -> Manifest:
    return {
        "nodeSelector": {"kubernetes.io/os": "linux"} if has_windows(platform) else None,
        "serviceAccountName": program.account,
        "enableServiceLinks": False,
        "priorityClassName": "system-node-critical",
        "terminationGracePeriodSeconds": 30,
        "tolerations": [{"operator": "Exists"}],
        "affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": _NODES}},
        # Root, because container logs can be read by root alone; it has none of root's capabilities.
        "securityContext": {"runAsUser": 0, "runAsGroup": 0, "seccompProfile": {"type": "RuntimeDefault"}},
        "containers": [_container(platform, program)],
        "volumes": [
            {"name": "config", "configMap": {"name": program.name}},
            {"name": "logs", "hostPath": {"path": LOGS, "type": "Directory"}},
            {"name": "state", "hostPath": {"path": program.state, "type": "DirectoryOrCreate"}},
            *({"name": _volume(path), "emptyDir": {}} for path in program.temporary),
        ],
    }


def _container(platform: Platform, program: Program) -> Manifest:
    return {
        "name": program.name,
        "image": program.image,
        "imagePullPolicy": "IfNotPresent",
        "command": program.command,
        "env": list(program.env),
        "ports": [{"name": "http", "containerPort": program.port, "protocol": "TCP"}],
        "resources": _resources(platform, program),
        "livenessProbe": _probe(program.alive, 30),
        "readinessProbe": _probe(program.ready, 10),
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "capabilities": {"drop": ["ALL"]},
            "readOnlyRootFilesystem": True,
        },
        "volumeMounts": [
            {"name": "config", "mountPath": program.folder, "readOnly": True},
            {"name": "logs", "mountPath": LOGS, "readOnly": True},
            {"name": "state", "mountPath": program.state},
            *({"name": _volume(path), "mountPath": path} for path in program.temporary),
        ],
    }


def _volume(path: str) -> str:
    return path.strip("/").replace("/", "-")


def _resources(platform: Platform, program: Program) -> Manifest:
    given = platform.logging.resources
    limit = given.memory_limit or program.memory_limit
    request = given.memory or f"{int(size(limit)) // 2**21}Mi"
    return {"requests": {"cpu": given.cpu or program.cpu, "memory": request}, "limits": {"memory": limit}}


def _probe(path: str, period: int) -> Manifest:
    """Alive and ready while it answers: an output that fails is for alarms, and must not hold up a rollout."""
    return {"httpGet": {"path": path, "port": "http"}, "periodSeconds": period, "timeoutSeconds": 5}
