"""The log collector: Fluent Bit on every node, from what containers print to CloudWatch Logs."""

from collections.abc import Iterator
from hashlib import sha256

from generator.platform.fleets import fleets
from generator.platform.groups import has_windows
from generator.platform.ipv6 import is_ipv6
from generator.platform.log_routes import collected, container_log_group
from generator.platform.types.platform import Platform
from generator.platform.versions import minor
from generator.render.kubernetes.infrastructure.configs.namespaces import namespace
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.policy import apis, dns, pod_identity, tcp, tier_peers
from generator.render.pins import image
from generator.render.text import text

NAMESPACE, NAME = "logging", "fluent-bit"
STATE = "/var/fluent-bit/state"
PORT = 2020
KUBELET_PORT = 10250
CONFIG_FOLDER, CONFIG_FILE = "/fluent-bit/etc", "fluent-bit.conf"

FINE_GRAINED = 34
"""The minor version from which kubelets, also those one version behind, let `nodes/pods` read their pods.
Before, that took `nodes/proxy`, which allows much more. https://kubernetes.io/docs/reference/access-authn-authz/kubelet-authn-authz/"""


_NODES: Manifest = {
    "nodeSelectorTerms": [
        {"matchExpressions": [{"key": "eks.amazonaws.com/compute-type", "operator": "NotIn", "values": ["fargate"]}]}
    ]
}
"""Every node but those that Fargate shows for its pods: a pod would stay pending on each."""


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield the namespace, the collector's rights and configuration, its DaemonSet and its network policy.

    On Fargate there are no DaemonSets: what prints there has a collector built in.
    """
    if not fleets(platform) or not collected(platform):
        return
    config = _config(platform)
    role = {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": NAME}
    subject = {"kind": "ServiceAccount", "name": NAME, "namespace": NAMESPACE}
    resource = "nodes/pods" if _asks_kubelet(platform) else "pods"
    # It reads files of the host, which no stricter level allows.
    yield namespace(platform, NAMESPACE, "privileged")
    yield _object(platform, "v1", "ServiceAccount")
    yield _object(
        platform,
        "rbac.authorization.k8s.io/v1",
        "ClusterRole",
        rules=[{"apiGroups": [""], "resources": [resource], "verbs": ["get"]}],
    )
    yield _object(platform, "rbac.authorization.k8s.io/v1", "ClusterRoleBinding", roleRef=role, subjects=[subject])
    yield _object(platform, "v1", "ConfigMap", data={CONFIG_FILE: config})
    yield _object(platform, "apps/v1", "DaemonSet", spec=_daemon_set(platform, config))
    yield _object(platform, "networking.k8s.io/v1", "NetworkPolicy", spec=_policy(platform))


def _object(platform: Platform, version: str, kind: str, **body: object) -> Manifest:
    where = {} if kind.startswith("Cluster") else {"namespace": NAMESPACE}
    metadata = {"name": NAME, **where, "labels": labels(platform, NAME)}
    return {"apiVersion": version, "kind": kind, "metadata": metadata, **body}


def _asks_kubelet(platform: Platform) -> bool:
    """The node's own kubelet knows all it needs; the API server would be asked by every node."""
    return minor(platform.cluster.version) >= FINE_GRAINED


def _config(platform: Platform) -> str:
    return text(
        "fluent_bit.conf",
        state=STATE,
        ipv6=is_ipv6(platform),
        port=PORT,
        own_logs=f"/var/log/containers/{NAME}-*_{NAMESPACE}_{NAME}-*.log",
        use_kubelet=_asks_kubelet(platform),
        region=platform.region,
        log_group=container_log_group(platform),
    )


def _daemon_set(platform: Platform, config: str) -> Manifest:
    digest = sha256(config.encode()).hexdigest()
    return {
        "selector": {"matchLabels": selector(NAME)},
        "updateStrategy": {"type": "RollingUpdate", "rollingUpdate": {"maxUnavailable": "10%"}},
        "template": {
            # A pod reads its configuration once: a change of it must make new pods.
            "metadata": {"labels": labels(platform, NAME), "annotations": {"checksum/config": digest}},
            "spec": _pod(platform),
        },
    }


def _pod(platform: Platform) -> Manifest:
    return {
        "nodeSelector": {"kubernetes.io/os": "linux"} if has_windows(platform) else None,
        "serviceAccountName": NAME,
        "enableServiceLinks": False,
        "priorityClassName": "system-node-critical",
        "terminationGracePeriodSeconds": 30,
        "tolerations": [{"operator": "Exists"}],
        "affinity": {"nodeAffinity": {"requiredDuringSchedulingIgnoredDuringExecution": _NODES}},
        # Root, because container logs can be read by root alone; it has none of root's capabilities.
        "securityContext": {"runAsUser": 0, "runAsGroup": 0, "seccompProfile": {"type": "RuntimeDefault"}},
        "containers": [_container(platform)],
        "volumes": [
            {"name": "config", "configMap": {"name": NAME}},
            {"name": "logs", "hostPath": {"path": "/var/log", "type": "Directory"}},
            {"name": "state", "hostPath": {"path": STATE, "type": "DirectoryOrCreate"}},
        ],
    }


def _container(platform: Platform) -> Manifest:
    return {
        "name": NAME,
        "image": image(platform, "aws-for-fluent-bit"),
        "imagePullPolicy": "IfNotPresent",
        # The image's own command is a shell around this one, which would keep SIGTERM from it.
        "command": ["/fluent-bit/bin/fluent-bit", "-c", f"{CONFIG_FOLDER}/{CONFIG_FILE}"],
        "env": [{"name": "HOST_IP", "valueFrom": {"fieldRef": {"fieldPath": "status.hostIP"}}}],
        "ports": [{"name": "http", "containerPort": PORT, "protocol": "TCP"}],
        "resources": {"requests": {"cpu": "50m", "memory": "128Mi"}, "limits": {"memory": "384Mi"}},
        "livenessProbe": _probe("/", 30),
        "readinessProbe": _probe("/api/v1/uptime", 10),
        "securityContext": {
            "allowPrivilegeEscalation": False,
            "capabilities": {"drop": ["ALL"]},
            "readOnlyRootFilesystem": True,
        },
        "volumeMounts": [
            {"name": "config", "mountPath": CONFIG_FOLDER, "readOnly": True},
            {"name": "logs", "mountPath": "/var/log", "readOnly": True},
            {"name": "state", "mountPath": STATE},
        ],
    }


def _probe(path: str, period: int) -> Manifest:
    """Alive and ready while it answers: an output that fails is for alarms, and must not hold up a rollout."""
    return {"httpGet": {"path": path, "port": "http"}, "periodSeconds": period, "timeoutSeconds": 5}


def _policy(platform: Platform) -> Manifest:
    tiers = sorted({fleet.subnets for fleet in fleets(platform)})
    return {
        "podSelector": {},
        "policyTypes": ["Ingress", "Egress"],
        "ingress": [],
        "egress": [
            dns(platform),
            apis(platform),
            {"to": tier_peers(platform, tiers), "ports": tcp(KUBELET_PORT)},
            pod_identity(platform),
        ],
    }
