from collections.abc import Iterator

from generator.platform.services.rbac import WRITES, granted, permissions
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import ERROR, rule

WEBHOOKS = ("mutatingwebhookconfigurations", "validatingwebhookconfigurations")


@rule(
    "RBC-009",
    ERROR,
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#control-admission-webhooks",
    also=(
        "cis:4.1.11",
        "checkov:CKV_K8S_155",
    ),
)
def webhooks_writable(platform: Platform) -> Iterator[Violation]:
    """A service may change the admission webhooks of the cluster.

    One that it writes sees every object that anybody makes, secrets included, and a mutating one changes them: what it
    adds to a pod runs with that pod's rights.

    Bad:

        services:
          web:
            rbac:
              hooks:
                apiGroups: [admissionregistration.k8s.io]
                resources: [mutatingwebhookconfigurations]
                verbs: [get, update]
                clusterWide: true

    Good:

        services:
          web:
            rbac:
              hooks:
                apiGroups: [admissionregistration.k8s.io]
                resources: [mutatingwebhookconfigurations]
                resourceNames: [web]
                verbs: [get, update]
                clusterWide: true
    """
    for name, permission in permissions(platform):
        if permission.resource_names:
            continue
        for resource, verb in granted(permission, "admissionregistration.k8s.io", WEBHOOKS, WRITES):
            message = f"{name} may {verb} any of {resource}, and so see all objects; name its own in resourceNames"
            yield Violation(permission, "resources", message)
