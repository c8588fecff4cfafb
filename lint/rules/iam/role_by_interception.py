from collections.abc import Iterator

from generator.platform.services.pod_roles import used
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.remedies import by_pod_identity
from lint.rule import WARNING, rule


@rule("IAM-001", WARNING, "https://docs.aws.amazon.com/eks/latest/userguide/pod-identities.html", also=("cis:5.2.1",))
def role_by_interception(platform: Platform) -> Iterator[Violation]:
    """Pods get their role from an agent that answers for the metadata service.

    kube2iam gives every node the right to take every such role: a pod on the node's own network, or whoever breaks out
    of a container, has them all. A pod that starts before the agent of its node has none. EKS Pod Identity gives a
    pod its own role and no other, and IAM sees which pod it was.

    Bad:

        iam:
          mechanism: kube2iam
          roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}
        services: {web: {iam: app}}

    Good:

        iam:
          mechanism: podIdentity
          roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}
        services: {web: {iam: app}}
    """
    if "kube2iam" in used(platform):
        message = (
            "kube2iam lets every node take every role that it hands out; move the roles to podIdentity, one by one"
        )
        yield Violation(platform.iam, "roles", message, by_pod_identity(platform, "kube2iam"))
