"""What the kinds of workloads have in common."""

from typing import Any

from generator.platform.services.replicas import replicas
from generator.platform.types.services import Service
from generator.platform.types.workload import Autoscaling, Job
from generator.render.kubernetes.manifest import Manifest, labels, selector
from generator.render.kubernetes.pod import template
from generator.render.kubernetes.topology import Topology

REVISIONS = 3
"""Versions that are kept to go back to."""

MIN_READY = {"StatefulSet": 10}
"""Seconds that a new pod must have been ready until the next one is replaced."""


def workload(topology: Topology, name: str, service: Service, version: str, spec: Manifest) -> Manifest:
    """A workload of the service's kind."""
    metadata = {"name": name, "namespace": service.namespace, "labels": labels(topology.platform, name)}
    return {"apiVersion": version, "kind": service.kind, "metadata": metadata, "spec": spec}


def selected(topology: Topology, name: str, service: Service) -> Manifest:
    """The pods of a workload that goes on for ever, and how it finds them."""
    return {
        "minReadySeconds": _min_ready(service) or None,
        "revisionHistoryLimit": REVISIONS,
        "selector": {"matchLabels": selector(name)},
        "template": template(topology, name, service),
    }


def _min_ready(service: Service) -> int:
    """A StatefulSet has no pod more than it needs: one that fails soon after its start must not take the next down."""
    given = service.update.min_ready_seconds if service.update else None
    return given if given is not None else MIN_READY.get(service.kind, 0)


def number(service: Service) -> int | None:
    """The number of its pods; None where an autoscaler has it."""
    count = replicas(service)
    return None if isinstance(count, Autoscaling) else count


def rollout(service: Service, **defaults: Any) -> Manifest:
    """How pods are replaced: as is said, else by the defaults of the kind."""
    update = service.update
    kind = update.type if update else "RollingUpdate"
    if kind != "RollingUpdate":
        return {"type": kind}
    given = {
        "maxSurge": update.max_surge if update else None,
        "maxUnavailable": update.max_unavailable if update else None,
        "partition": update.partition if update else None,
    }
    return {"type": kind, "rollingUpdate": defaults | {k: v for k, v in given.items() if v is not None} or None}


def job(topology: Topology, name: str, service: Service) -> Manifest:
    """The spec of a job."""
    spec = service.job or Job()
    return {
        "parallelism": spec.parallelism,
        "completions": spec.completions,
        "completionMode": spec.completion_mode,
        "backoffLimit": spec.backoff_limit,
        "activeDeadlineSeconds": spec.active_deadline_seconds,
        "ttlSecondsAfterFinished": spec.ttl_seconds_after_finished,
        "template": template(topology, name, service),
    }
