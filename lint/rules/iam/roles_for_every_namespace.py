from collections.abc import Iterator

from generator.platform.services.pod_roles import used
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import by_pod_identity
from lint.rule import WARNING, rule

ASKED_BY = {"iam4kube": "ServiceAccounts", "kubeAwsIamController": "AWSIAMRoles"}


@rule(
    "IAM-043",
    WARNING,
    "https://github.com/zalando-incubator/kube-aws-iam-controller#specifying-aws-iam-role-on-pods",
    also=("cis:5.2.1",),
)
def roles_for_every_namespace(platform: Platform) -> Iterator[Violation]:
    """Whoever may make objects in any namespace gets every role.

    iam4kube believes the annotation of any ServiceAccount, and kube-aws-iam-controller any AWSIAMRole: neither can be
    told which namespace may have which role, as IAM can with Pod Identity and IRSA. The controller may read and write
    the Secrets of all namespaces besides.

    Bad:

        iam: {mechanism: kubeAwsIamController, roles: {app: {}}}
        services: {web: {iam: app}}

    Good:

        iam: {mechanism: podIdentity, roles: {app: {}}}
        services: {web: {iam: app}}
    """
    for name in used(platform):
        if name in ASKED_BY:
            message = f"whoever makes {ASKED_BY[name]}, in whatever namespace, gets any role of {name}; use podIdentity"
            yield Violation(platform.iam, "roles", message, by_pod_identity(platform, name))
