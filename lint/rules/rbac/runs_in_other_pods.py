from collections.abc import Iterator

from generator.platform.services.rbac import WRITES, granted, permissions, reach
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import left_out
from lint.rule import ERROR, rule

PODS = ("pods/exec", "pods/attach", "pods/ephemeralcontainers")


@rule(
    "RBC-008",
    ERROR,
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#access-to-proxy-subresource-of-nodes",
    also=(
        "cis:4.1.10",
        "checkov:CKV2_K8S_2",
    ),
)
def runs_in_other_pods(platform: Platform) -> Iterator[Violation]:
    """A service may run commands in the pods of others.

    It then has their secrets, their IAM roles and their way to the network. `nodes/proxy` is the kubelet's own API,
    which does the same to every pod of a node and writes no audit log.

    Bad:

        services: {web: {rbac: {logs: {resources: [pods, pods/log, pods/exec], verbs: [get, list]}}}}

    Good:

        services: {web: {rbac: {logs: {resources: [pods, pods/log], verbs: [get, list]}}}}
    """
    for name, permission in permissions(platform):
        found = [
            *granted(permission, "", PODS, WRITES | {"get"}),
            *granted(permission, "", ("nodes/proxy",), WRITES | {"get"}),
        ]
        for resource, _ in found:
            message = f"by {resource} {name} runs what it likes {reach(permission)}; leave {resource} out"
            yield Violation(permission, "resources", message, left_out("resources", permission.resources, [resource]))
