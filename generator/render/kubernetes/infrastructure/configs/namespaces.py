"""The namespaces of services, closed by default."""

from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.render.kubernetes.albs import maker
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.kubernetes.policy import dns
from generator.render.pod_iam import namespace_annotations


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield each namespace, the policy that denies all in it, and the one that allows DNS."""
    routed = routed_namespaces(platform)
    for name in sorted({service.namespace for service in platform.services.values()}):
        # Pods then count as ready when the load balancer has found them healthy.
        gate = {maker(platform).gate: "enabled"} if name in routed else {}
        item = namespace(platform, name, "restricted", **gate)
        item["metadata"]["annotations"] |= namespace_annotations(platform, name)
        yield item
        yield _policy(platform, name, "default-deny", {"policyTypes": ["Ingress", "Egress"]})
        yield _policy(platform, name, "allow-dns", {"policyTypes": ["Egress"], "egress": [dns(platform)]})


def routed_namespaces(platform: Platform, class_: str | None = None) -> set[str]:
    """The namespaces that routes lead to: all of them, or those of a class."""
    return {
        platform.services[backend.partition(":")[0]].namespace
        for route in platform.ingress.routes.values()
        if class_ in {None, route.class_}
        for paths in route.hosts.values()
        for backend in paths.values()
    }


def namespace(platform: Platform, name: str, level: str, **labels: str) -> Manifest:
    """A namespace with a level of Pod Security; Flux never removes it, for all in it would go too.

    https://kubernetes.io/docs/concepts/security/pod-security-admission/
    """
    security = {f"pod-security.kubernetes.io/{mode}": level for mode in ("audit", "enforce", "warn")}
    return {
        "apiVersion": "v1",
        "kind": "Namespace",
        "metadata": {
            "name": name,
            "labels": {**platform_labels(platform), **security, **labels},
            "annotations": {"kustomize.toolkit.fluxcd.io/prune": "disabled"},
        },
    }


def _policy(platform: Platform, namespace: str, name: str, spec: Manifest) -> Manifest:
    return {
        "apiVersion": "networking.k8s.io/v1",
        "kind": "NetworkPolicy",
        "metadata": {"name": name, "namespace": namespace, "labels": platform_labels(platform)},
        "spec": {"podSelector": {}, **spec},
    }
