from collections.abc import Iterator

from generator.platform.services.pod_roles import UNMAINTAINED, used
from generator.platform.types.platform import Platform
from generator.platform.violation import Violation
from lint.rule import WARNING, rule


@rule("IAM-003", WARNING, "https://github.com/uswitch/kiam#-this-project-is-now-being-abandoned-", also=("cis:5.2.1",))
def abandoned_mechanism(platform: Platform) -> Iterator[Violation]:
    """What hands out credentials to pods has been abandoned.

    Nobody mends a hole in kiam or iam4kube, and nobody tries them with the next Kubernetes. That they are used at all
    has been acknowledged; this finding stays until the last role has moved away.

    Bad:

        iam:
          mechanism: kiam
          acknowledgeUnmaintained: true
          roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}
        services: {web: {iam: app}}

    Good:

        iam: {roles: {app: {statements: [{actions: ["s3:GetObject"], resources: ["arn:aws:s3:::assets/*"]}]}}}
        services: {web: {iam: app}}
    """
    for name in used(platform):
        if name in UNMAINTAINED:
            message = f"{name} has been abandoned since {UNMAINTAINED[name]}; move the roles to podIdentity, one by one"
            yield Violation(platform.iam, "acknowledge_unmaintained", message)
