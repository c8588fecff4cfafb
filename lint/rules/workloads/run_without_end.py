from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("WRK-048", WARNING, "https://kubernetes.io/docs/concepts/workloads/controllers/job/#job-termination-and-cleanup")
def run_without_end(platform: Platform) -> Iterator[Violation]:
    """A run of a CronJob that hangs stops all that would come after it, or they pile up.

    With concurrencyPolicy Forbid no run starts while one is not done; with Allow they fill the nodes. A deadline ends
    it, and it counts as failed, which somebody may notice.

    Bad:

        services:
          report:
            namespace: shop
            image: public.ecr.aws/nginx/nginx:1.29
            kind: CronJob
            cron: {schedule: "@daily"}

    Good:

        services:
          report:
            namespace: shop
            image: public.ecr.aws/nginx/nginx:1.29
            kind: CronJob
            cron: {schedule: "@daily"}
            job: {activeDeadlineSeconds: 3600}
    """
    for name, service in platform.services.items():
        policy = service.cron.concurrency_policy if service.cron else "Replace"
        if policy != "Replace" and (service.job is None or service.job.active_deadline_seconds is None):
            what = "none follows" if policy == "Forbid" else "the next ones pile up"
            message = f"when a run of {name} hangs, {what}; set job.activeDeadlineSeconds"
            yield Violation(service, "job", message)
