"""When what Flux applies counts as healthy, and how long that may take.

https://fluxcd.io/flux/components/kustomize/kustomizations/#health-checks
"""

from collections.abc import Iterable

from generator.platform.services.replicas import most_beside
from generator.platform.services.workloads import kind_of
from generator.platform.types.services import Service
from generator.platform.types.workload import Job
from generator.render.kubernetes.manifest import Manifest

UNAWAITED = ("Certificate", "ClusterIssuer", "EC2NodeClass", "NodeClass", "NodePool", "SecretStore")
"""Kinds of configuration whose readiness others decide: an image that is not found, a CA that does not answer.
What needs them is not ready by itself; they must not hold up all services."""

PROGRESS_DEADLINE = 600
"""Seconds; Kubernetes' own, after which a Deployment that gets no further has failed."""
GRACE = 60
LONGEST = 3600
"""Seconds; the interval, after which Flux begins anew."""


def unawaited(manifests: Iterable[Manifest]) -> list[Manifest] | None:
    """Expressions by which objects of such kinds are healthy as soon as they are there.

    https://fluxcd.io/flux/components/kustomize/kustomizations/#health-check-expressions
    """
    kinds = {item["kind"]: item["apiVersion"] for item in manifests if item["kind"] in UNAWAITED}
    return [
        {"apiVersion": version, "kind": kind, "current": "has(metadata.uid)"} for kind, version in sorted(kinds.items())
    ] or None


def releases(manifests: Iterable[Manifest]) -> list[Manifest] | None:
    """Health checks of the Helm releases alone."""
    return [
        {"apiVersion": item["apiVersion"], "kind": item["kind"], **_named(item)}
        for item in manifests
        if item["kind"] == "HelmRelease"
    ] or None


def _named(item: Manifest) -> Manifest:
    return {key: item["metadata"][key] for key in ("name", "namespace")}


def becomes_ready(service: Service) -> bool:
    """Whether all of a service becomes ready by itself.

    A claim is bound when a pod wants it, so where none starts it stays pending; a DaemonSet whose pods are replaced
    when somebody deletes them is behind until then.
    """
    kind = kind_of(service)
    idle = kind == "CronJob" or (kind in {"Deployment", "StatefulSet"} and most_beside(service) == 0)
    if idle and any(volume.type == "claim" for volume in service.volumes.values()):
        return False
    return not (kind == "DaemonSet" and service.update is not None and service.update.type == "OnDelete")


def timeout(service: Service) -> str:
    """How long a service may take: as long as Kubernetes itself waits for it, and a minute."""
    return f"{-(-min(_seconds(service) + GRACE, LONGEST) // 60)}m"


def _seconds(service: Service) -> int:
    kind = kind_of(service)
    if kind == "Job":
        return (service.job or Job()).active_deadline_seconds or LONGEST
    if kind == "Deployment":
        return (service.update.progress_deadline_seconds if service.update else None) or PROGRESS_DEADLINE
    if kind == "StatefulSet" and (service.stateful is None or service.stateful.pod_management_policy == "OrderedReady"):
        return max(PROGRESS_DEADLINE, 120 * most_beside(service))
    return PROGRESS_DEADLINE if kind in {"DaemonSet", "StatefulSet"} else 240
