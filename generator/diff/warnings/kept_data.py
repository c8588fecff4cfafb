"""Shorter retention deletes at once what is older, and a destination takes its logs along.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
"""

from collections.abc import Iterator

from generator.diff.transition import Transition
from generator.platform.types.platform import Platform


def warn(step: Transition) -> Iterator[str]:
    """Say which logs are deleted."""
    before, after = _days(step.base), _days(step.head)
    for key, old in before.items():
        new = after.get(key, old)
        if new < old:
            yield (
                f"{key} goes from {old} to {new} days: logs that are older are deleted soon after this "
                "is applied, for good; export first what must be kept"
            )


def _days(platform: Platform) -> dict[str, int]:
    """How long logs are kept, in days, by the key that says it."""
    to = platform.logging.destinations
    found: dict[str, int | None] = {
        "cluster.logs.retentionDays": platform.cluster.logs.retention_days,
        "vpc.flowLogs.retentionDays": platform.vpc.flow_logs.retention_days,
        "logging.destinations.cloudWatch.retentionDays": to.cloud_watch.retention_days if to.cloud_watch else None,
        "logging.destinations.openSearch.retentionDays": to.open_search.retention_days if to.open_search else None,
        "logging.destinations.s3.retentionDays": to.s3.retention_days if to.s3 else None,
    }
    return {key: days for key, days in found.items() if days is not None}
