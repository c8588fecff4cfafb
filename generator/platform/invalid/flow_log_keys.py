"""Settings of flow logs that nothing would follow."""

from collections.abc import Iterator

from generator.platform.network.adopted import flow_log_destination
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation


def check(platform: Platform) -> Iterator[Violation]:
    """Yield settings of files where there are none, and retention where it is not ours to decide."""
    logs, destination = platform.vpc.flow_logs, flow_log_destination(platform)
    if logs.s3 is not None and destination != "s3":
        yield Violation(logs, "s3", f"flow logs go to {destination}; set destination: s3, or remove this")
    if logs.retention_days is None:
        return
    if destination == "none":
        yield Violation(logs, "retention_days", "there are no flow logs to keep; set destination, or remove this")
    elif destination == "s3" and logs.s3 is not None and logs.s3.bucket is not None:
        message = f"how long {logs.s3.bucket} keeps files is its owner's lifecycle to say; remove this, or the bucket"
        yield Violation(logs, "retention_days", message)
