from collections.abc import Iterator
from typing import get_args

from generator.platform.types.cluster import LogType
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import added
from lint.rule import INFO, WARNING, rule


@rule(
    "LOG-002",
    WARNING,
    "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
    development=INFO,
    also=(
        "cis:2.1.1",
        "hardeneks:check_logs_are_enabled",
        "checkov:CKV_AWS_37",
    ),
)
def missing_log_types(platform: Platform) -> Iterator[Violation]:
    """Some of the control plane's logs are off.

    Why a login failed is in the authenticator's log, why a pod is not placed in the scheduler's, why nothing is cleaned
    up in the controller manager's. They cannot be had for the past. (Of the audit log another rule speaks.)

    Bad:

        cluster: {logs: {types: [api, audit]}}

    Good:

        cluster: {logs: {types: [api, audit, authenticator, controllerManager, scheduler]}}
    """
    missing = [kind for kind in get_args(LogType) if kind != "audit" and kind not in platform.cluster.logs.types]
    if missing:
        message = f"{', '.join(missing)} logs are off; add them"
        more = added("types", platform.cluster.logs.types, missing, safe=True)
        yield Violation(platform.cluster.logs, "types", message, more)
