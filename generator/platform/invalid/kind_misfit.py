"""Fields of a service that its kind of workload does not have."""

from collections.abc import Iterator

from generator.platform.misfit import Refusals, misfits
from generator.platform.services.workloads import JOBS, kind_of
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation

_KINDS = ("Deployment", "StatefulSet", "DaemonSet", "CronJob", "Job", "ExternalName")
_NOTHING = {"ExternalName": "an ExternalName is an answer of DNS, and runs nothing"}
_NODE = {"DaemonSet": "a DaemonSet has a pod on each node"}
_JOBS = dict.fromkeys(JOBS, "a job has as many pods as job.parallelism says, and ends")


def _only(kinds: str, reason: str) -> dict[str, str]:
    return {kind: reason for kind in _KINDS if kind not in kinds.split()}


REFUSALS: Refusals = {
    "image": _NOTHING,
    "command": _NOTHING,
    "args": _NOTHING,
    "env": _NOTHING,
    "ports": _NOTHING,
    "probes": _NOTHING,
    "containers": _NOTHING,
    "init_containers": _NOTHING,
    "volumes": _NOTHING,
    "files": _NOTHING,
    "secrets": _NOTHING,
    "security": _NOTHING,
    "priority": _NOTHING,
    "termination": _NOTHING,
    "iam": _NOTHING,
    "security_groups": _NOTHING,
    "service_account_token": _NOTHING,
    "rbac": _NOTHING,
    "privileges": _NOTHING,
    "connects_to": _NOTHING,
    "allow_from": _NOTHING,
    "replicas": _NOTHING | _NODE | _JOBS,
    "spread": _NOTHING | _NODE | dict.fromkeys(JOBS, "the pods of a job are put where there is room"),
    "disruption": _NOTHING
    | {"DaemonSet": "a drain leaves the pods of a DaemonSet alone"}
    | dict.fromkeys(JOBS, "a job makes a pod anew that a drain has stopped"),
    "cron": _only("CronJob", "only a CronJob has a schedule"),
    "job": _only("CronJob Job", "only jobs run to an end"),
    "job.ttl_seconds_after_finished": {"Job": "Flux would run the Job again whenever what is left of it is removed"},
    "stateful": _only("StatefulSet", "only a StatefulSet has it"),
    "update": _only("Deployment StatefulSet DaemonSet", "a change of it is for its next run"),
    "update.partition": _only("StatefulSet", "only the pods of a StatefulSet have numbers"),
    "update.progress_deadline_seconds": _only("Deployment", "only a Deployment has a deadline"),
    "update.max_surge": {"StatefulSet": "a StatefulSet has no pod twice"},
    "update.max_unavailable": {"StatefulSet": "a StatefulSet replaces one pod after the other"},
}


def check(platform: Platform) -> Iterator[Violation]:
    """Yield every field that does not fit, and ways of updating that the kind does not have."""
    for service in platform.services.values():
        kind = kind_of(service)
        yield from misfits(service, kind, REFUSALS)
        update = service.update
        if update is None or update.type == "RollingUpdate":
            continue
        if (update.type == "Recreate") != (kind == "Deployment"):
            which = "a Deployment" if update.type == "Recreate" else "a StatefulSet or DaemonSet"
            yield Violation(update, "type", f"only {which} is updated by {update.type}; use RollingUpdate")
        for field in ("max_surge", "max_unavailable", "partition"):
            if getattr(update, field) is not None:
                yield Violation(update, field, f"{update.type} takes no steps; leave {update.key(field)} out")
