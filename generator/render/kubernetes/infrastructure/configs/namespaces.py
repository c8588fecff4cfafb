"""The namespaces of services, closed by default."""

from collections.abc import Iterator

from generator.platform.services.pod_security import level_of
from generator.platform.services.service_load_balancers import service_load_balancers, targets
from generator.platform.types.ingress import IngressClass
from generator.platform.types.namespaces import NamespaceSettings, Quota
from generator.platform.types.platform import Platform
from generator.render.kubernetes.albs import maker
from generator.render.kubernetes.manifest import Manifest, platform_labels
from generator.render.kubernetes.policy import dns
from generator.render.pod_iam import namespace_annotations

ENFORCE = "pod-security.kubernetes.io/enforce"


def manifests(platform: Platform) -> Iterator[Manifest]:
    """Yield each namespace, the policy that denies all in it, and the one that allows DNS."""
    routed = {
        each
        for name, class_ in platform.ingress.classes.items()
        if gated(class_)
        for each in routed_namespaces(platform, name)
    }
    routed |= _sent_to(platform)
    for name in sorted({*platform.namespaces, *(service.namespace for service in platform.services.values())}):
        gate = readiness_gate(platform) if name in routed else {}
        item = namespace(platform, name, "restricted", **{ENFORCE: level_of(platform, name), **gate})
        item["metadata"]["annotations"] |= namespace_annotations(platform, name)
        yield item
        yield from closed(platform, name)
        yield from _bounds(platform, name, platform.namespaces.get(name))


def _sent_to(platform: Platform) -> set[str]:
    """The namespaces with pods that a load balancer of a service sends to."""
    balancers = service_load_balancers(platform).items()
    return {platform.services[name].namespace for name, each in balancers if targets(each) == "ip"}


def _bounds(platform: Platform, namespace: str, settings: NamespaceSettings | None) -> Iterator[Manifest]:
    """The quota and the limits of a namespace, where asked for."""
    quota = settings.quota if settings else None
    if quota is not None and (hard := _hard(quota)):
        yield _bound(platform, namespace, "ResourceQuota", "quota", {"hard": hard})
    limits = settings.limits if settings else None
    if limits is not None:
        # No CPU limit, not even by a maximum: that would be every container's limit, and throttle it.
        limit = {
            "type": "Container",
            "default": {"memory": limits.memory} if limits.memory else None,
            "defaultRequest": {k: v for k, v in (("cpu", limits.cpu), ("memory", limits.memory)) if v} or None,
            "max": {"memory": limits.max_memory} if limits.max_memory else None,
        }
        yield _bound(platform, namespace, "LimitRange", "limits", {"limits": [limit]})


def _hard(quota: Quota) -> dict[str, str]:
    given = {
        "requests.cpu": quota.cpu,
        "requests.memory": quota.memory,
        "pods": quota.pods,
        "requests.storage": quota.storage,
        "persistentvolumeclaims": quota.claims,
        "services.loadbalancers": quota.load_balancers,
        "services.nodeports": quota.node_ports,
    }
    return {key: str(value) for key, value in given.items() if value is not None}


def _bound(platform: Platform, namespace: str, kind: str, name: str, spec: Manifest) -> Manifest:
    metadata = {"name": name, "namespace": namespace, "labels": platform_labels(platform)}
    return {"apiVersion": "v1", "kind": kind, "metadata": metadata, "spec": spec}


def readiness_gate(platform: Platform) -> dict[str, str]:
    """The label of a namespace whose pods count as ready when the load balancer has found them healthy."""
    return {maker(platform).gate: "enabled"}


def closed(platform: Platform, name: str) -> Iterator[Manifest]:
    """Yield the policies of a namespace that deny all but DNS."""
    yield _policy(platform, name, "default-deny", {"policyTypes": ["Ingress", "Egress"]})
    yield _policy(platform, name, "allow-dns", {"policyTypes": ["Egress"], "egress": [dns(platform)]})


def gated(class_: IngressClass) -> bool:
    """Whether the load balancer of a class asks the pods of services themselves."""
    return class_.controller in {"alb", "gateway"} and class_.targets != "instance"


def routed_namespaces(platform: Platform, class_: str) -> set[str]:
    """The namespaces that routes of a class lead to."""
    return {
        platform.services[backend.partition(":")[0]].namespace
        for route in platform.ingress.routes.values()
        if class_ == route.class_
        for paths in route.hosts.values()
        for backend in paths.values()
    }


def namespace(platform: Platform, name: str, level: str, **labels: str) -> Manifest:
    """A namespace with a level of Pod Security; Flux never removes it, for all in it would go too.

    What is not enforced, by a label that says so, is still warned of.

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
