from collections.abc import Iterator

from generator.platform.services.rbac import WRITES, granted, permissions, reach
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import left_out
from lint.rule import WARNING, rule


@rule(
    "RBC-014",
    WARNING,
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
    also=("checkov:CKV2_K8S_4",),
)
def service_status_writable(platform: Platform) -> Iterator[Violation]:
    """A service may say where the load balancer of another one is.

    The status of a Service has the addresses that nodes send traffic for it to. Whoever writes it draws that traffic,
    and reads it (CVE-2020-8554). Only controllers of load balancers need it.

    Bad:

        services: {web: {rbac: {ports: {resources: [services, services/status], verbs: [get, patch]}}}}

    Good:

        services: {web: {rbac: {ports: {resources: [services], verbs: [get, patch]}}}}
    """
    for name, permission in permissions(platform):
        for resource, _ in granted(permission, "", ("services/status",), WRITES):
            message = f"{name} may draw the traffic of services {reach(permission)}; leave {resource} out"
            yield Violation(permission, "resources", message, left_out("resources", permission.resources, [resource]))
