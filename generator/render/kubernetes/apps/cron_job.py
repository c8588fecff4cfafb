"""The CronJob of a service."""

from collections.abc import Iterator

from generator.platform.services.workloads import kind_of
from generator.platform.types.services import Service
from generator.render.kubernetes.manifest import Manifest, labels
from generator.render.kubernetes.topology import Topology
from generator.render.kubernetes.workload import job, workload

DEADLINE = 300
"""Seconds that a run may be late: without any, one that was missed a hundred times is never started again.
https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/#starting-deadline"""


def manifests(topology: Topology, name: str, service: Service) -> Iterator[Manifest]:
    """Yield the CronJob."""
    cron = service.cron
    if kind_of(service) != "CronJob" or cron is None:
        return
    spec = {
        "schedule": cron.schedule,
        "timeZone": cron.time_zone,
        "concurrencyPolicy": cron.concurrency_policy,
        "startingDeadlineSeconds": cron.starting_deadline_seconds or DEADLINE,
        "successfulJobsHistoryLimit": cron.successful_jobs_history_limit,
        "failedJobsHistoryLimit": cron.failed_jobs_history_limit,
        "suspend": cron.suspend,
        "jobTemplate": {
            "metadata": {"labels": labels(topology.platform, name)},
            "spec": job(topology, name, service),
        },
    }
    yield workload(topology, name, service, "batch/v1", spec)
