from collections.abc import Iterator

from generator.platform.types.platform import Platform
from generator.platform.violation import Fix, Violation
from lint.rule import ERROR, rule


@rule(
    "LOG-001",
    ERROR,
    "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
    also=(
        "cis:2.1.1",
        "security-hub:EKS.8",
        "hardeneks:check_logs_are_enabled",
        "checkov:CKV_AWS_37",
    ),
)
def audit_log_off(platform: Platform) -> Iterator[Violation]:
    """Nobody records who did what in the cluster.

    The audit log alone says who read a secret or deleted a namespace. It cannot be had for the past.

    Bad:

        cluster: {logs: {types: [api, authenticator, controllerManager, scheduler]}}

    Good:

        cluster: {logs: {types: [api, authenticator, controllerManager, scheduler, audit]}}
    """
    logs = platform.cluster.logs
    if "audit" not in logs.types:
        added = Fix("audit", safe=True, field=("types", len(logs.types)))
        yield Violation(logs, "types", "the audit log is off; add audit", added)
