from collections.abc import Iterator

from generator.platform.services.rbac import WRITES, granted, permissions
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import left_out
from lint.rule import ERROR, rule

APPROVAL = ("certificatesigningrequests/approval",)


@rule(
    "RBC-010",
    ERROR,
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/#csrs-and-certificate-issuing",
    also=("checkov:CKV_K8S_156",),
)
def certificates_approved(platform: Platform) -> Iterator[Violation]:
    """A service may approve certificates of the cluster.

    A certificate that it asks for and approves itself makes it whoever it likes, a node among them, until the
    certificate ends; nothing takes it back.

    Bad:

        services:
          web:
            rbac:
              requests:
                apiGroups: [certificates.k8s.io]
                resources: [certificatesigningrequests, certificatesigningrequests/approval]
                verbs: [get, list, update]
                clusterWide: true

    Good:

        services:
          web:
            rbac:
              requests:
                apiGroups: [certificates.k8s.io]
                resources: [certificatesigningrequests]
                verbs: [get, list, update]
                clusterWide: true
    """
    for name, permission in permissions(platform):
        for resource, _ in granted(permission, "certificates.k8s.io", APPROVAL, WRITES):
            message = f"{name} may make itself whoever it likes; leave {resource} out"
            yield Violation(permission, "resources", message, left_out("resources", permission.resources, [resource]))
