"""What the pods of a service may do in the Kubernetes API.

https://kubernetes.io/docs/reference/access-authn-authz/rbac/
"""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.types.rbac import Permission
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.topology import Topology

GROUP = "rbac.authorization.k8s.io"


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield a Role for each namespace, a ClusterRole for what holds in all, and what binds each to the pods."""
    pods = {"kind": "ServiceAccount", "name": name, "namespace": service.namespace}
    for (role, namespace), given in _roles(topology.platform, name, service).items():
        metadata = {"name": role, "namespace": namespace, "labels": labels(topology.platform, name)}
        yield from _bound(metadata, pods, given)


def _roles(platform: Platform, name: str, service: Service) -> dict[tuple[str, str | None], list[Permission]]:
    """The permissions by the name of their role, and its namespace; that of a ClusterRole is None."""
    found: dict[tuple[str, str | None], list[Permission]] = {}
    for _, permission in sorted(service.rbac.items()):
        if permission.cluster_wide:
            # Kubernetes has ClusterRoles of its own, such as admin and view, which no service's name must hit.
            found.setdefault((f"{platform.name}.{name}", None), []).append(permission)
            continue
        for namespace in sorted(set(permission.namespaces or (service.namespace,))):
            role = name if namespace == service.namespace else f"{name}.{namespace}"
            found.setdefault((role, namespace), []).append(permission)
    return found


def _bound(metadata: Manifest, pods: Manifest, given: list[Permission]) -> Iterator[Manifest]:
    """A role, and what binds it."""
    scope = "Cluster" if metadata["namespace"] is None else ""
    rules = [_rule(permission) for permission in given]
    yield {"apiVersion": f"{GROUP}/v1", "kind": f"{scope}Role", "metadata": metadata, "rules": rules}
    yield {
        "apiVersion": f"{GROUP}/v1",
        "kind": f"{scope}RoleBinding",
        "metadata": metadata,
        "roleRef": {"apiGroup": GROUP, "kind": f"{scope}Role", "name": metadata["name"]},
        "subjects": [pods],
    }


def _rule(permission: Permission) -> Manifest:
    return {
        "apiGroups": sorted(set(permission.api_groups)) if permission.resources else None,
        "resources": sorted(set(permission.resources)) or None,
        "resourceNames": sorted(set(permission.resource_names)) or None,
        "nonResourceURLs": sorted(set(permission.urls)) or None,
        "verbs": sorted(set(permission.verbs)),
    }
