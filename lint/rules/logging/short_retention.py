from collections.abc import Iterator
from typing import get_args

from generator.platform.types.node import RetentionDays
from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import INFO, rule


@rule(
    "LOG-004",
    INFO,
    "https://docs.aws.amazon.com/eks/latest/best-practices/auditing-and-logging.html",
    also=("checkov:CKV_AWS_338",),
)
def short_retention(platform: Platform) -> Iterator[Violation]:
    """Logs that an investigation needs are kept for a short time only.

    A break-in is often noticed months later; without the audit log and the flow logs of that time nobody can tell what
    was reached. No source prescribes a number: it is `lint.parameters.retentionDays`, 90 unless said otherwise.

    Bad:

        cluster: {logs: {retentionDays: 30}}

    Good:

        cluster: {logs: {retentionDays: 90}}
    """
    fewest = platform.lint.parameters.retention_days
    for node in (platform.cluster.logs, platform.vpc.flow_logs):
        days = node.retention_days
        if days is not None and days < fewest:
            message = f"logs are kept for {days} days; keep them for {fewest}"
            longer = next((each for each in get_args(RetentionDays) if each >= fewest), fewest)
            yield Violation(node, "retention_days", message, Fix(longer))
