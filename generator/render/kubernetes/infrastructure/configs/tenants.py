"""The accounts that Flux applies services as, where each may act in its namespace alone.

https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control
"""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.bridge import NAMESPACE
from generator.render.kubernetes.manifest import Manifest, platform_labels

RBAC = "rbac.authorization.k8s.io"
NAME = "flux-tenant"

APPLIED = {
    "": ("configmaps", "persistentvolumeclaims", "serviceaccounts", "services"),
    "apps": ("daemonsets", "deployments", "statefulsets"),
    "autoscaling": ("horizontalpodautoscalers",),
    "batch": ("cronjobs", "jobs"),
    "cis.f5.com": ("tlsprofiles", "virtualservers"),
    "external-secrets.io": ("externalsecrets",),
    "gateway.k8s.aws": ("listenerruleconfigurations", "targetgroupconfigurations"),
    "gateway.networking.k8s.io": ("httproutes",),
    "k8s.nginx.org": ("policies",),
    "networking.k8s.io": ("ingresses", "networkpolicies"),
    "policy": ("poddisruptionbudgets",),
    RBAC: ("rolebindings", "roles"),
    "zalando.org": ("awsiamroles",),
}
"""Every kind that the folder of a service may have; of those not installed RBAC takes no notice."""

VERBS = ("create", "delete", "get", "list", "patch", "update", "watch")


def tenant(namespace: str) -> str:
    """The service account in flux-system that applies the services of a namespace."""
    return f"tenant-{namespace}"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield each account, and what it may do in its namespace: nothing of others, and no secrets.

    They stay with the namespace: Flux removes the last service of it as the account, and leaves it there without.
    """
    if not platform.gitops.tenancy:
        return
    kept = {"labels": platform_labels(platform), "annotations": {"kustomize.toolkit.fluxcd.io/prune": "disabled"}}
    for namespace in sorted({service.namespace for service in platform.services.values()}):
        account = {"name": tenant(namespace), "namespace": NAMESPACE, **kept}
        yield {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": account}
        metadata = {"name": NAME, "namespace": namespace, **kept}
        yield {
            "apiVersion": f"{RBAC}/v1",
            "kind": "Role",
            "metadata": metadata,
            "rules": list(_rules(platform, namespace)),
        }
        yield {
            "apiVersion": f"{RBAC}/v1",
            "kind": "RoleBinding",
            "metadata": metadata,
            "roleRef": {"apiGroup": RBAC, "kind": "Role", "name": NAME},
            "subjects": [{"kind": "ServiceAccount", "name": tenant(namespace), "namespace": NAMESPACE}],
        }


def _rules(platform: Platform, namespace: str) -> Iterator[Manifest]:
    """Yield what it applies and what it looks at; a right that it hands on it must have itself."""
    for group, resources in APPLIED.items():
        yield {"apiGroups": [group], "resources": list(resources), "verbs": list(VERBS)}
    yield {"apiGroups": [""], "resources": ["events", "pods"], "verbs": ["get", "list", "watch"]}
    yield {"apiGroups": ["apps"], "resources": ["replicasets"], "verbs": ["get", "list", "watch"]}
    secrets = sorted(_login_secrets(platform, namespace))
    if secrets:
        verbs = ["get", "list", "watch"]
        yield {"apiGroups": [""], "resources": ["secrets"], "resourceNames": secrets, "verbs": verbs}


def _login_secrets(platform: Platform, namespace: str) -> set[str]:
    """The Secrets that the load balancer controller is let read, by Roles beside the services."""
    return {
        route.auth.oidc.secret
        for route in platform.ingress.routes.values()
        if route.auth is not None and route.auth.oidc is not None
        for paths in route.hosts.values()
        for backend in paths.values()
        if platform.services[backend.partition(":")[0]].namespace == namespace
    }
