"""Agents, servers and controllers of mechanisms: objects in kube-system, and what they may do in the cluster."""

from collections.abc import Iterator
from typing import Any

from generator.platform.types.platform import Platform
from generator.render.kubernetes.manifest import Manifest, labels, selector

NAMESPACE = "kube-system"
RBAC = "rbac.authorization.k8s.io"


def account(platform: Platform, name: str, *rules: Manifest, **annotations: str) -> Iterator[Manifest]:
    """Yield a service account, and what it may do in all namespaces."""
    ours = labels(platform, name)
    subject = {"kind": "ServiceAccount", "name": name, "namespace": NAMESPACE}
    yield {
        "apiVersion": "v1",
        "kind": "ServiceAccount",
        "metadata": {"name": name, "namespace": NAMESPACE, "labels": ours, "annotations": annotations or None},
    }
    metadata = {"name": name, "labels": ours}
    yield {"apiVersion": f"{RBAC}/v1", "kind": "ClusterRole", "metadata": metadata, "rules": list(rules)}
    yield {
        "apiVersion": f"{RBAC}/v1",
        "kind": "ClusterRoleBinding",
        "metadata": metadata,
        "roleRef": {"apiGroup": RBAC, "kind": "ClusterRole", "name": name},
        "subjects": [subject],
    }


def rights(group: str, resources: list[str], *verbs: str) -> Manifest:
    """A rule of a ClusterRole."""
    return {"apiGroups": [group], "resources": resources, "verbs": list(verbs)}


def watch(*resources: str) -> Manifest:
    """The right to know all objects of some kinds."""
    return rights("", sorted(resources), "get", "list", "watch")


def server(platform: Platform, name: str, replicas: int, container: Manifest, **pod: Any) -> Manifest:
    """A Deployment of a server or controller: not on one node alone, and with no rights on it."""
    away = {"topologyKey": "kubernetes.io/hostname", "labelSelector": {"matchLabels": selector(name)}}
    anti = [{"weight": 100, "podAffinityTerm": away}]
    return {
        "apiVersion": "apps/v1",
        "kind": "Deployment",
        "metadata": {"name": name, "namespace": NAMESPACE, "labels": labels(platform, name)},
        "spec": {
            "replicas": replicas,
            "strategy": _one_by_one(replicas),
            "selector": {"matchLabels": selector(name)},
            "template": {
                "metadata": {"labels": labels(platform, name)},
                "spec": {
                    "serviceAccountName": name,
                    "enableServiceLinks": False,
                    "priorityClassName": "system-cluster-critical",
                    "nodeSelector": {"kubernetes.io/os": "linux"},
                    "securityContext": {
                        "runAsNonRoot": True,
                        "runAsUser": 65532,
                        "runAsGroup": 65532,
                        # What lets them read the token of their service account.
                        "fsGroup": 65532,
                        "seccompProfile": {"type": "RuntimeDefault"},
                    },
                    "affinity": {"podAntiAffinity": {"preferredDuringSchedulingIgnoredDuringExecution": anti}},
                    "containers": [
                        {
                            "name": name,
                            "imagePullPolicy": "IfNotPresent",
                            **container,
                            "securityContext": {
                                "allowPrivilegeEscalation": False,
                                "capabilities": {"drop": ["ALL"]},
                                "readOnlyRootFilesystem": True,
                            },
                        }
                    ],
                    **pod,
                },
            },
        },
    }


def _one_by_one(replicas: int) -> Manifest:
    """One that is meant to be alone is never two; of several, none waits for a place on a node that is taken."""
    if replicas == 1:
        return {"type": "Recreate"}
    return {"type": "RollingUpdate", "rollingUpdate": {"maxSurge": 0, "maxUnavailable": 1}}


def disruption_budget(platform: Platform, name: str) -> Manifest:
    """At most one pod of a server goes at a time."""
    return {
        "apiVersion": "policy/v1",
        "kind": "PodDisruptionBudget",
        "metadata": {"name": name, "namespace": NAMESPACE, "labels": labels(platform, name)},
        "spec": {"maxUnavailable": 1, "selector": {"matchLabels": selector(name)}},
    }


def closed(platform: Platform, name: str, ingress: list[Manifest], egress: list[Manifest]) -> Manifest:
    """The network policy of a server."""
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": name, "namespace": NAMESPACE, "labels": labels(platform, name)},
        "spec": {
            "podSelector": {"matchLabels": selector(name)},
            "policyTypes": ["Ingress", "Egress"],
            "ingress": ingress,
            "egress": egress,
        },
    }
